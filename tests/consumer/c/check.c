/* Holds a document against a policy and says what came out, by the C interface as it is installed. */
#include <precept.h>
#include <stdio.h>

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const precept_input policy = {argv[1], NULL, 0}, document = {argv[2], NULL, 0};
  precept_program* program = NULL;
  precept_check* check = NULL;
  precept_diagnostics* errors = NULL;
  if (precept_program_load(&policy, 1, &program, &errors) != PRECEPT_OK ||
      precept_check_document(program, &document, NULL, &check, &errors) != PRECEPT_OK) {
    fputs(precept_diagnostics_text(errors), stderr);
    return 2;
  }
  printf("precept %s: %s\n", precept_version(), precept_verdict_name(precept_check_verdict(check)));
  precept_check_free(check);
  precept_program_free(program);
  return 0;
}
