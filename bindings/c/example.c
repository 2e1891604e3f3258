/* Holds documents against policies: example POLICY DOCUMENT... Its exit code is that of `precept check`. */
#include <precept.h>
#include <stdio.h>
#include <stdlib.h>

/* Tells a failure, and ends. */
static int fail(precept_diagnostics* errors) {
  fputs(precept_diagnostics_text(errors), stderr);
  precept_diagnostics_free(errors);
  return PRECEPT_NOT_CHECKED;
}

static int check(const precept_program* program, const char* path) {
  precept_input document = {path, NULL, 0};
  precept_check* check = NULL;
  precept_text* report = NULL;
  precept_diagnostics* errors = NULL;
  if (precept_check_document(program, &document, NULL, &check, &errors) != PRECEPT_OK) return fail(errors);
  int verdict = precept_check_verdict(check);
  if (precept_report((const precept_check* const*)&check, 1, "text", NULL, &report, &errors) == PRECEPT_OK) {
    fputs(precept_text_data(report), stdout);
  } else {
    verdict = fail(errors);
  }
  precept_text_free(report);
  precept_check_free(check);
  return verdict;
}

/* A document that was not checked weighs most, one that is in order least. */
static int worse(int one, int other) {
  static const int weight[] = {0, 2, 3, 1};
  return weight[one] > weight[other] ? one : other;
}

int main(int argc, char** argv) {
  if (argc < 3) return PRECEPT_NOT_CHECKED;
  precept_input policy = {argv[1], NULL, 0};
  precept_program* program = NULL;
  precept_diagnostics* errors = NULL;
  if (precept_program_load(&policy, 1, &program, &errors) != PRECEPT_OK) return fail(errors);
  int result = PRECEPT_COMPLIANT;
  for (int i = 2; i < argc; ++i) result = worse(check(program, argv[i]), result);
  precept_program_free(program);
  return result;
}
