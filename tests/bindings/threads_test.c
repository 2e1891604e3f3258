/* One program, and one check, shared by eight threads, each of which also loads a program of its own. Run it
 * with sanitizers by `./dev sanitize bindings`. */
#include <pthread.h>

#include "tests/bindings/testing.h"

enum { kThreads = 8, kChecks = 25 };

struct worker {
  pthread_t thread;
  int number, right;
  const precept_program* program;
  const precept_check* shared;
};

static precept_verdict wanted(int people) {
  if (people > 24) return PRECEPT_NON_COMPLIANT;
  return people > 10 ? PRECEPT_UNDETERMINED : PRECEPT_COMPLIANT;
}

static int tells(const precept_check* check, const char* form) {
  precept_text* text = NULL;
  const int told =
      precept_report(&check, 1, form, NULL, &text, NULL) == PRECEPT_OK && precept_text_size(text) > 0;
  precept_text_free(text);
  return told;
}

static int explains(const precept_check* check) {
  precept_text *text = NULL, *receipt = NULL;
  const int told = precept_explain(check, NULL, "json", &text, NULL) == PRECEPT_OK &&
                   precept_receipt(check, &receipt, NULL) == PRECEPT_OK;
  precept_text_free(text);
  precept_text_free(receipt);
  return told;
}

/* Each check has a document and settings of its own. */
static int checks(const precept_program* program, int number) {
  static const char* const languages[] = {"en", "fr"};
  char text[128];
  const int people = 5 + number % 40;
  snprintf(text, sizeof text, "{\"kind\": \"Booking\", \"name\": \"B\", \"seats\": 24, \"people\": %d}",
           people);
  precept_input document = from_memory("booking.json", text);
  precept_settings settings = PRECEPT_SETTINGS;
  settings.language = languages[number % 2];
  precept_check* check = NULL;
  int right = precept_check_document(program, &document, &settings, &check, NULL) == PRECEPT_OK &&
              precept_check_verdict(check) == wanted(people);
  right = right && explains(check) && tells(check, number % 3 == 0 ? "sarif" : "json");
  precept_check_free(check);
  return right;
}

static int loads(void) {
  precept_input policy = from_memory("hall.precept", hall),
                broken = from_memory("x.precept", "policy x\nclause");
  precept_program* program = NULL;
  precept_diagnostics* errors = NULL;
  const int is_loaded = precept_program_load(&policy, 1, &program, NULL) == PRECEPT_OK;
  precept_program_free(program);
  const int is_refused = precept_program_load(&broken, 1, &program, &errors) == PRECEPT_REFUSED &&
                         precept_diagnostics_count(errors) > 0;
  precept_diagnostics_free(errors);
  return is_loaded && is_refused;
}

static void* work(void* given) {
  struct worker* worker = given;
  for (int i = 0; i < kChecks; ++i) worker->right += checks(worker->program, worker->number + i);
  worker->right += loads() && tells(worker->shared, "html") && explains(worker->shared);
  return NULL;
}

int main(void) {
  static struct worker workers[kThreads];
  precept_input policy = from_memory("hall.precept", hall);
  precept_input document =
      from_memory("shared.json", "{\"kind\": \"Booking\", \"people\": 30, \"seats\": 24}");
  precept_program* program = NULL;
  precept_check* shared = NULL;
  CHECK(precept_program_load(&policy, 1, &program, NULL) == PRECEPT_OK);
  CHECK(precept_check_document(program, &document, NULL, &shared, NULL) == PRECEPT_OK);
  for (int i = 0; i < kThreads; ++i) {
    workers[i].number = i;
    workers[i].program = program;
    workers[i].shared = shared;
    CHECK(pthread_create(&workers[i].thread, NULL, work, &workers[i]) == 0);
  }
  int right = 0;
  for (int i = 0; i < kThreads; ++i) {
    pthread_join(workers[i].thread, NULL);
    right += workers[i].right;
  }
  CHECK(right == kThreads * (kChecks + 1));
  precept_check_free(shared);
  precept_program_free(program);
  printf("%d threads, one program: %d of %d calls were right\n", kThreads, right, kThreads * (kChecks + 1));
  return failures;
}
