/* The C interface as a program in C uses it. */
#include <stdlib.h>

#include "tests/bindings/testing.h"

static const char small[] = "{\"kind\": \"Booking\", \"name\": \"Trio\", \"people\": 3, \"seats\": 3}";
static const char choir[] = "{\"kind\": \"Booking\", \"name\": \"Choir\", \"people\": 24, \"seats\": 24}";
static const char crowd[] = "{\"kind\": \"Booking\", \"name\": \"Crowd\", \"people\": 30, \"seats\": 24}";
static const char typo[] = "{\"kind\": \"Booking\",\n \"name\": \"Typo\", \"poeple\": 3, \"seats\": 3}";

static precept_program* load(precept_input policy) {
  precept_program* program = NULL;
  precept_diagnostics* errors = NULL;
  CHECK(precept_program_load(&policy, 1, &program, &errors) == PRECEPT_OK);
  CHECK(program != NULL);
  CHECK(errors == NULL);
  if (errors != NULL) fputs(precept_diagnostics_text(errors), stderr);
  precept_diagnostics_free(errors);
  return program;
}

static precept_check* check_with(const precept_program* program, const char* text,
                                 const precept_settings* settings) {
  precept_check* check = NULL;
  precept_input document = from_memory("booking.json", text);
  CHECK(precept_check_document(program, &document, settings, &check, NULL) == PRECEPT_OK);
  CHECK(check != NULL);
  return check;
}

static precept_verdict verdict_with(const precept_program* program, const char* text,
                                    const precept_settings* settings) {
  precept_check* check = check_with(program, text, settings);
  const precept_verdict verdict = precept_check_verdict(check);
  precept_check_free(check);
  return verdict;
}

static void test_versions(void) {
  CHECK(precept_abi_version() == PRECEPT_ABI_VERSION);
  CHECK(has(precept_version(), "."));
}

static void test_verdicts(void) {
  precept_program* program = load(from_memory("hall.precept", hall));
  CHECK(precept_program_policy_count(program) == 1);
  CHECK(strcmp(precept_program_policy_name(program, 0), "hall") == 0);
  CHECK(strlen(precept_program_policy_digest(program, 0)) == 64);
  CHECK(precept_program_policy_name(program, 1) == NULL);
  CHECK(precept_diagnostics_count(precept_program_warnings(program)) == 0);

  CHECK(verdict_with(program, small, NULL) == PRECEPT_COMPLIANT);
  CHECK(verdict_with(program, choir, NULL) == PRECEPT_UNDETERMINED);
  CHECK(verdict_with(program, crowd, NULL) == PRECEPT_NON_COMPLIANT);
  CHECK(verdict_with(program, typo, NULL) == PRECEPT_NOT_CHECKED);
  CHECK(verdict_with(program, "", NULL) == PRECEPT_NOT_CHECKED);
  CHECK(strcmp(precept_verdict_name(PRECEPT_NON_COMPLIANT), "non-compliant") == 0);
  CHECK(strcmp(precept_verdict_name((precept_verdict)99), "not checked") == 0);
  precept_program_free(program);
}

static void test_a_document_with_a_mistake_says_where(void) {
  precept_program* program = load(from_memory("hall.precept", hall));
  precept_check* check = check_with(program, typo, NULL);
  precept_text* report = NULL;
  precept_diagnostics* errors = NULL;
  const precept_check* checks[1];
  const precept_diagnostics* found = precept_check_diagnostics(check);
  const precept_diagnostic* first = precept_diagnostics_get(found, 0);
  checks[0] = check;
  CHECK(precept_diagnostics_count(found) >= 1);
  CHECK(precept_diagnostics_get(found, 99) == NULL);
  CHECK(first != NULL && first->code[0] == 'E' && !first->is_warning);
  CHECK(strcmp(first->file, "booking.json") == 0 && first->line == 2 && first->column > 0);
  CHECK(has(precept_diagnostics_text(found), "booking.json:2:"));
  CHECK(has(precept_diagnostics_json(found), "\"line\": 2"));
  /* Reports tell it; what needs a verdict is refused. */
  CHECK(precept_report(checks, 1, "text", NULL, &report, NULL) == PRECEPT_OK);
  CHECK(has(precept_text_data(report), "poeple"));
  precept_text_free(report);
  CHECK(precept_explain(check, NULL, "text", &report, &errors) == PRECEPT_REFUSED);
  CHECK(report == NULL && precept_diagnostics_count(errors) >= 1);
  precept_diagnostics_free(errors);
  CHECK(precept_receipt(check, &report, NULL) == PRECEPT_REFUSED);
  CHECK(precept_questions(check, "json", &report, NULL) == PRECEPT_REFUSED);
  CHECK(precept_fixes(check, NULL, "json", 0, &report, NULL) == PRECEPT_REFUSED);
  precept_check_free(check);

  precept_input absent = from_file("there/is/no.json");
  CHECK(precept_check_document(program, &absent, NULL, &check, NULL) == PRECEPT_OK);
  CHECK(precept_check_verdict(check) == PRECEPT_NOT_CHECKED);
  CHECK(precept_diagnostics_count(precept_check_diagnostics(check)) == 1);
  precept_check_free(check);
  precept_program_free(program);
}

static void test_settings(void) {
  precept_program* program = load(from_memory("hall.precept", hall));
  const char *less_one[] = {"full_house=less_one"}, *none_such[] = {"full_house=less_two"};
  precept_settings settings = PRECEPT_SETTINGS;
  precept_check* check = NULL;
  precept_diagnostics* errors = NULL;
  precept_input document = from_memory("choir.json", choir);

  settings.readings = less_one;
  settings.reading_count = 1;
  CHECK(verdict_with(program, choir, &settings) == PRECEPT_NON_COMPLIANT);
  CHECK(verdict_with(program, choir, NULL) ==
        PRECEPT_UNDETERMINED); /* the next check has settings of its own */

  settings.readings = none_such;
  CHECK(precept_check_document(program, &document, &settings, &check, &errors) == PRECEPT_REFUSED);
  CHECK(check == NULL && precept_diagnostics_count(errors) == 1);
  CHECK(has(precept_diagnostics_text(errors), "less_two"));
  precept_diagnostics_free(errors);

  settings.reading_count = 0;
  settings.as_of = "31.12.2024";
  CHECK(precept_check_document(program, &document, &settings, &check, &errors) == PRECEPT_MISUSE);
  CHECK(strcmp(precept_diagnostics_get(errors, 0)->code, "misuse") == 0);
  CHECK(has(precept_diagnostics_text(errors), "31.12.2024"));
  precept_diagnostics_free(errors);
  settings.as_of = "2024-12-31";
  settings.language = "fr";
  settings.without_project_file = 1;
  check = check_with(program, crowd, &settings);
  const precept_check* checks[1];
  precept_text* report = NULL;
  checks[0] = check;
  CHECK(precept_report(checks, 1, "text", NULL, &report, NULL) == PRECEPT_OK);
  CHECK(has(precept_text_data(report), "non conforme"));
  precept_text_free(report);
  precept_check_free(check);
  settings.language = "frr";
  CHECK(precept_check_document(program, &document, &settings, &check, NULL) == PRECEPT_MISUSE);

  settings.language = NULL;
  settings.struct_size = 0;
  CHECK(precept_check_document(program, &document, &settings, &check, NULL) == PRECEPT_MISUSE);
  precept_program_free(program);
}

/* A caller that was built with a header of later has fields that are not known here, and may not set them. */
static void test_settings_of_another_release(void) {
  struct {
    precept_settings known;
    const char* later;
  } settings = {PRECEPT_SETTINGS, NULL};
  precept_program* program = load(from_memory("hall.precept", hall));
  precept_input document = from_memory("trio.json", small);
  precept_check* check = NULL;
  settings.known.struct_size = sizeof settings;
  CHECK(precept_check_document(program, &document, &settings.known, &check, NULL) == PRECEPT_OK);
  precept_check_free(check);
  settings.later = "set";
  CHECK(precept_check_document(program, &document, &settings.known, &check, NULL) == PRECEPT_MISUSE);
  /* One of an earlier release has fewer. */
  settings.known.struct_size = offsetof(precept_settings, as_of);
  settings.known.as_of = "not read";
  CHECK(precept_check_document(program, &document, &settings.known, &check, NULL) == PRECEPT_OK);
  precept_check_free(check);
  precept_program_free(program);
}

static void test_reports(void) {
  static const char* const forms[][2] = {{"text", "2 documents"},       {"json", "\"documents\""},
                                         {"ndjson", "\"summary\""},     {"sarif", "\"2.1.0\""},
                                         {"junit", "<testsuites"},      {"tap", "TAP version 14"},
                                         {"github", "::error"},         {"gitlab", "\"fingerprint\""},
                                         {"markdown", "non-compliant"}, {"html", "<!doctype html>"}};
  precept_program* program = load(from_memory("hall.precept", hall));
  precept_program* other = load(from_memory("hall.precept", hall));
  const precept_check* checks[2];
  precept_report_options options = PRECEPT_REPORT_OPTIONS;
  precept_text* report = NULL;
  precept_diagnostics* errors = NULL;
  precept_check *crowded = check_with(program, crowd, NULL), *calm = check_with(program, small, NULL);
  precept_check* elsewhere = check_with(other, small, NULL);
  checks[0] = crowded;
  checks[1] = calm;
  for (size_t i = 0; i < sizeof forms / sizeof *forms; ++i) {
    CHECK(precept_report(checks, 2, forms[i][0], NULL, &report, &errors) == PRECEPT_OK);
    CHECK(errors == NULL);
    CHECK(precept_text_size(report) == strlen(precept_text_data(report)));
    if (!has(precept_text_data(report), forms[i][1])) fprintf(stderr, "%s\n", precept_text_data(report));
    CHECK(has(precept_text_data(report), forms[i][1]));
    precept_text_free(report);
  }
  options.everything = 1;
  options.rights = 1;
  options.width = 60;
  options.root = "/srv";
  CHECK(precept_report(checks, 2, "text", &options, &report, NULL) == PRECEPT_OK);
  CHECK(has(precept_text_data(report), "noise")); /* which is in order */
  precept_text_free(report);

  CHECK(precept_report(checks, 2, "sarf", NULL, &report, &errors) == PRECEPT_MISUSE);
  CHECK(report == NULL && has(precept_diagnostics_get(errors, 0)->help, "`sarif`"));
  precept_diagnostics_free(errors);
  checks[1] = elsewhere;
  CHECK(precept_report(checks, 2, "json", NULL, &report, NULL) == PRECEPT_MISUSE);
  checks[1] = NULL;
  CHECK(precept_report(checks, 2, "json", NULL, &report, NULL) == PRECEPT_MISUSE);
  CHECK(precept_report(checks, 0, "json", NULL, &report, NULL) == PRECEPT_MISUSE);
  CHECK(precept_report(checks, 1, NULL, NULL, &report, NULL) == PRECEPT_MISUSE);
  precept_check_free(crowded);
  precept_check_free(calm);
  precept_check_free(elsewhere);
  precept_program_free(program);
  precept_program_free(other);
}

static void test_questions_about_a_check(void) {
  static const char* const reasons[][2] = {{"text", "noise"},
                                           {"json", "{"},
                                           {"markdown", "noise"},
                                           {"html", "<!doctype html>"},
                                           {"dot", "digraph"}};
  precept_program* program = load(from_memory("hall.precept", hall));
  precept_check *check = check_with(program, crowd, NULL), *open = check_with(program, choir, NULL);
  precept_question question = PRECEPT_QUESTION;
  precept_text* answer = NULL;
  precept_diagnostics* errors = NULL;
  precept_program_free(program); /* its checks do without it */

  question.clause = "noise";
  for (size_t i = 0; i < sizeof reasons / sizeof *reasons; ++i) {
    CHECK(precept_explain(check, &question, reasons[i][0], &answer, NULL) == PRECEPT_OK);
    CHECK(has(precept_text_data(answer), reasons[i][1]));
    precept_text_free(answer);
  }
  CHECK(precept_explain(check, NULL, "text", &answer, NULL) == PRECEPT_OK);
  precept_text_free(answer);
  question.clause = "no such clause";
  CHECK(precept_explain(check, &question, "text", &answer, &errors) == PRECEPT_REFUSED);
  CHECK(precept_diagnostics_count(errors) == 1);
  precept_diagnostics_free(errors);
  question.name = "Crowd";
  question.subject = "/people";
  CHECK(precept_explain(check, &question, "text", &answer, NULL) == PRECEPT_MISUSE);

  CHECK(precept_fixes(check, NULL, "text", 0, &answer, NULL) == PRECEPT_OK);
  CHECK(has(precept_text_data(answer), "people"));
  precept_text_free(answer);
  CHECK(precept_fixes(check, NULL, "json", 1, &answer, NULL) == PRECEPT_OK);
  CHECK(has(precept_text_data(answer), "\"patch\""));
  precept_text_free(answer);
  CHECK(precept_fixes(check, NULL, "html", 1, &answer, NULL) == PRECEPT_MISUSE);

  CHECK(precept_questions(open, "text", &answer, NULL) == PRECEPT_OK);
  CHECK(has(precept_text_data(answer), "Is Choir quiet?"));
  precept_text_free(answer);
  CHECK(precept_receipt(open, &answer, NULL) == PRECEPT_OK);
  CHECK(has(precept_text_data(answer), "undetermined"));
  precept_text_free(answer);
  precept_check_free(check);
  precept_check_free(open);
}

static void test_policies_in_error(void) {
  precept_input policies[2];
  precept_program* program = NULL;
  precept_diagnostics* errors = NULL;
  policies[0] = from_memory("hall.precept", hall);
  policies[1] = from_memory("other.precept", "policy other\nrecord Booking\n  people : itn\n");
  CHECK(precept_program_load(policies, 2, &program, &errors) == PRECEPT_REFUSED);
  CHECK(program == NULL);
  const precept_diagnostic* first = precept_diagnostics_get(errors, 0);
  CHECK(first != NULL && strcmp(first->file, "other.precept") == 0 && first->line == 3 &&
        first->column == 12);
  CHECK(strcmp(first->help, "did you mean `int`?") == 0);
  precept_diagnostics_free(errors);

  policies[0] = from_file("there/is/no/policy");
  CHECK(precept_program_load(policies, 1, &program, NULL) == PRECEPT_REFUSED);
  policies[0] = from_file("-"); /* a file of that name, and not standard input */
  CHECK(precept_program_load(policies, 1, &program, NULL) == PRECEPT_REFUSED);
  policies[0] = from_memory("empty.precept", "");
  CHECK(precept_program_load(policies, 1, &program, NULL) == PRECEPT_REFUSED);
}

static void test_misuse(void) {
  precept_input policy = from_memory("hall.precept", hall), nameless = {NULL, NULL, 0}, empty = {"", NULL, 0};
  precept_program* program = NULL;
  precept_check* check = NULL;
  precept_diagnostics* errors = NULL;
  CHECK(precept_program_load(&policy, 0, &program, NULL) == PRECEPT_MISUSE);
  CHECK(precept_program_load(NULL, 1, &program, NULL) == PRECEPT_MISUSE);
  CHECK(precept_program_load(&policy, 1, NULL, &errors) == PRECEPT_MISUSE);
  CHECK(has(precept_diagnostics_get(errors, 0)->message, "`program` is NULL"));
  precept_diagnostics_free(errors);
  CHECK(precept_program_load(&nameless, 1, &program, NULL) == PRECEPT_MISUSE);
  CHECK(precept_program_load(&empty, 1, &program, NULL) == PRECEPT_MISUSE);
  CHECK(precept_check_document(NULL, &policy, NULL, &check, NULL) == PRECEPT_MISUSE);
  CHECK(precept_check_verdict(NULL) == PRECEPT_NOT_CHECKED);
  CHECK(precept_program_policy_count(NULL) == 0);
  CHECK(precept_diagnostics_count(NULL) == 0);
  CHECK(strcmp(precept_diagnostics_json(NULL), "[]") == 0);
  CHECK(precept_text_size(NULL) == 0);
  precept_program_free(NULL);
  precept_check_free(NULL);
  precept_diagnostics_free(NULL);
  precept_text_free(NULL);
}

/* `folder` has policies and examples; `compiled` is a program of examples/first. */
static void test_files(const char* folder, const char* compiled) {
  char path[4096];
  static char bytes[1 << 20];
  FILE* file = fopen(compiled, "rb");
  CHECK(file != NULL);
  const size_t size = file == NULL ? 0 : fread(bytes, 1, sizeof bytes, file);
  if (file != NULL) fclose(file);
  precept_input in_memory = {"first.pbc", bytes, size};
  snprintf(path, sizeof path, "%s/examples/first/choir.json", folder);
  const precept_input document = from_file(path);
  precept_program* programs[2];
  programs[0] = load(from_file(compiled));
  programs[1] = load(in_memory);
  for (int i = 0; i < 2; ++i) {
    precept_check* check = NULL;
    CHECK(precept_check_document(programs[i], &document, NULL, &check, NULL) == PRECEPT_OK);
    CHECK(precept_check_verdict(check) == PRECEPT_NON_COMPLIANT);
    precept_check_free(check);
    precept_program_free(programs[i]);
  }
  bytes[size / 2] ^= 1; /* what was damaged is not loaded */
  precept_program* damaged = NULL;
  CHECK(precept_program_load(&in_memory, 1, &damaged, NULL) == PRECEPT_REFUSED);

  char policies[4096];
  snprintf(policies, sizeof policies, "%s/policies/wtsa-res54", folder);
  precept_program* program = load(from_file(policies));
  snprintf(path, sizeof path, "%s/examples/res54/latin-america-meeting.json", folder);
  precept_input meeting = from_file(path);
  precept_check* check = NULL;
  precept_text* answer = NULL;
  precept_question question = PRECEPT_QUESTION;
  CHECK(precept_check_document(program, &meeting, NULL, &check, NULL) == PRECEPT_OK);
  CHECK(precept_check_verdict(check) == PRECEPT_NON_COMPLIANT);
  question.name = "E. Novak";
  question.act = "attend";
  CHECK(precept_explain(check, &question, "text", &answer, NULL) == PRECEPT_OK);
  CHECK(has(precept_text_data(answer), "E. Novak"));
  precept_text_free(answer);
  precept_check_free(check);
  precept_program_free(program);
}

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  test_versions();
  test_verdicts();
  test_a_document_with_a_mistake_says_where();
  test_settings();
  test_settings_of_another_release();
  test_reports();
  test_questions_about_a_check();
  test_policies_in_error();
  test_misuse();
  test_files(argv[1], argv[2]);
  return failures;
}
