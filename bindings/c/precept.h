/* Precept for programs in C, and for bindings of other languages (docs/embedding.md).
 *
 *   precept_input policy = {.name = "first.precept"}, booking = {.name = "choir.json"};
 *   precept_program *program = NULL;
 *   precept_check *check = NULL;
 *   precept_diagnostics *errors = NULL;
 *   if (precept_program_load(&policy, 1, &program, &errors) == PRECEPT_OK &&
 *       precept_check_document(program, &booking, NULL, &check, &errors) == PRECEPT_OK)
 *     name = precept_verdict_name(precept_check_verdict(check));       "non-compliant"
 *
 * Threads. There is no global state. A program never changes: any number of threads may check documents by
 * one program at the same time. A check may be used by several threads, too; they then take turns. An object
 * is freed when no call with it is under way; a program may be freed before its checks.
 *
 * Errors. No exception leaves a call and nothing is printed. A call that can fail returns a status, and where
 * that is not PRECEPT_OK it sets its results to NULL, and `errors` to what is wrong: the caller frees it.
 * Whoever does not want to know passes NULL for `errors`.
 *
 * Texts are UTF-8. What a call is given is copied. What it returns as `const` belongs to the object that it
 * was asked of; everything else is the caller's, and freed by the function of its type. NULL may be freed.
 */
#ifndef PRECEPT_H
#define PRECEPT_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define PRECEPT_API __attribute__((visibility("default")))
#else
#define PRECEPT_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- the library -------------------------------------------------------------------------------- */

/* The interface that this header describes. It is the number in the library's soname: what is built with this
 * header runs with every libprecept.so of the same number and a release that is not older. */
#define PRECEPT_ABI_VERSION 1

/* The interface of the library at hand, and its release: "0.1.0". */
PRECEPT_API int precept_abi_version(void);
PRECEPT_API const char* precept_version(void);

/* ---- results ------------------------------------------------------------------------------------ */

typedef enum precept_status {
  PRECEPT_OK = 0,
  PRECEPT_REFUSED = 1,   /* policies, a document or a question are in error: nothing was done */
  PRECEPT_MISUSE = 2,    /* the call is wrong: a NULL, a form that is none, a date that is none */
  PRECEPT_NO_MEMORY = 3, /* `errors` may be NULL */
  PRECEPT_FAULT = 4      /* a mistake of Precept's own; please report it */
} precept_status;

/* A text of `size` bytes, behind which there is a zero that is not counted. */
typedef struct precept_text precept_text;
PRECEPT_API const char* precept_text_data(const precept_text* text);
PRECEPT_API size_t precept_text_size(const precept_text* text);
PRECEPT_API void precept_text_free(precept_text* text);

/* What is wrong or doubtful, in the order of its places. */
typedef struct precept_diagnostics precept_diagnostics;

/* One mistake. `code` is of docs/diagnostics.md, such as "E1009"; where the status is not PRECEPT_REFUSED it
 * is "misuse", "no-memory" or "fault". Where a text is not known it is "", where a place is not, 0. */
typedef struct precept_diagnostic {
  const char* code;
  const char* message;
  const char* help;  /* what to do instead */
  const char* file;  /* where it begins; lines and columns count from 1, columns in code points */
  const char* sheet; /* of a workbook; line and column are then those of a cell */
  uint32_t line, column;
  int32_t is_warning;
  const char* const* notes;
  size_t note_count;
} precept_diagnostic;

PRECEPT_API size_t precept_diagnostics_count(const precept_diagnostics* diagnostics);
/* NULL where there are not so many. */
PRECEPT_API const precept_diagnostic* precept_diagnostics_get(const precept_diagnostics* diagnostics,
                                                              size_t index);
/* All of them as people read them, with excerpts, and as an array of JSON. */
PRECEPT_API const char* precept_diagnostics_text(const precept_diagnostics* diagnostics);
PRECEPT_API const char* precept_diagnostics_json(const precept_diagnostics* diagnostics);
PRECEPT_API void precept_diagnostics_free(precept_diagnostics* diagnostics);

/* ---- policies ----------------------------------------------------------------------------------- */

/* Something to be read: what lies at the path `name`, or where `data` is given, these `size` bytes, for which
 * messages say `name`, and beside whose `name` other files are looked for. */
typedef struct precept_input {
  const char* name;
  const char* data;
  size_t size;
} precept_input;

/* Policies that documents are held against: of several, each document by the one that is in force on its
 * date. */
typedef struct precept_program precept_program;

/* Loads policies: files (sources, or programs of `precept compile`), folders of them, or the bytes of either.
 * Refused where one has a mistake: then none is loaded. */
PRECEPT_API precept_status precept_program_load(const precept_input* policies, size_t count,
                                                precept_program** program, precept_diagnostics** errors);
PRECEPT_API void precept_program_free(precept_program* program);

/* What the policies are warned of; may have none. */
PRECEPT_API const precept_diagnostics* precept_program_warnings(const precept_program* program);

/* The policies in the order of loading; NULL where there are not so many. The digest (SHA-256) names the
 * policy in reports and receipts. */
PRECEPT_API size_t precept_program_policy_count(const precept_program* program);
PRECEPT_API const char* precept_program_policy_name(const precept_program* program, size_t index);
PRECEPT_API const char* precept_program_policy_digest(const precept_program* program, size_t index);

/* ---- checking a document ------------------------------------------------------------------------ */

/* How a document is checked. Begin with PRECEPT_SETTINGS, which has nothing set. */
typedef struct precept_settings {
  size_t struct_size;          /* sizeof(precept_settings) */
  const char* const* readings; /* each "NAME=CHOICE"; they go before the project file's */
  size_t reading_count;
  const char* language;         /* "fr"; NULL: the project file's, else English */
  const char* as_of;            /* YYYY-MM-DD, the day to choose policies by; NULL: the document's own */
  const char* today;            /* YYYY-MM-DD: attestations of later days are warned of; NULL: they are not */
  int32_t without_project_file; /* 1: no project file is looked for, whatever lies beside the document */
} precept_settings;
#define PRECEPT_SETTINGS \
  { sizeof(precept_settings), NULL, 0, NULL, NULL, NULL, 0 }

/* The numbers are the exit codes of `precept check`. */
typedef enum precept_verdict {
  PRECEPT_COMPLIANT = 0,
  PRECEPT_NON_COMPLIANT = 1,
  PRECEPT_NOT_CHECKED =
      2, /* the document has mistakes, which the diagnostics tell: no verdict, and no pass */
  PRECEPT_UNDETERMINED = 3
} precept_verdict;
/* "compliant", "non-compliant", "not checked", "undetermined". */
PRECEPT_API const char* precept_verdict_name(precept_verdict verdict);

/* A document that was held against a program. */
typedef struct precept_check precept_check;

/* Checks a document. One that has mistakes, or that cannot be read, is a check all the same, which reports
 * tell like any other; settings that are in error are refused. `settings` may be NULL. */
PRECEPT_API precept_status precept_check_document(const precept_program* program,
                                                  const precept_input* document,
                                                  const precept_settings* settings, precept_check** check,
                                                  precept_diagnostics** errors);
PRECEPT_API void precept_check_free(precept_check* check);

PRECEPT_API precept_verdict precept_check_verdict(const precept_check* check);
/* Why the document was not checked; otherwise what it is warned of. */
PRECEPT_API const precept_diagnostics* precept_check_diagnostics(const precept_check* check);

/* ---- telling it --------------------------------------------------------------------------------- */

/* How reports are told. Begin with PRECEPT_REPORT_OPTIONS. */
typedef struct precept_report_options {
  size_t struct_size; /* sizeof(precept_report_options) */
  const char* root; /* an absolute path, from which sarif, github and gitlab tell paths; NULL: as they are */
  size_t width;     /* of a line of text; 0: 100 */
  int32_t rights;   /* 1: text tells what everybody may and may not do */
  int32_t everything; /* 1: text tells what is in order, too, and cuts no list */
} precept_report_options;
#define PRECEPT_REPORT_OPTIONS \
  { sizeof(precept_report_options), NULL, 0, 0, 0 }

/* One report on several checks of one program. `form` is one of docs/outputs.md: "text", "json", "ndjson",
 * "sarif", "junit", "tap", "github", "gitlab", "markdown", "html". `options` may be NULL. */
PRECEPT_API precept_status precept_report(const precept_check* const* checks, size_t count, const char* form,
                                          const precept_report_options* options, precept_text** report,
                                          precept_diagnostics** errors);

/* What is asked about a check. Begin with PRECEPT_QUESTION, which asks about the document's verdict. */
typedef struct precept_question {
  size_t struct_size;  /* sizeof(precept_question) */
  const char* subject; /* JSON pointer of an element: "/attendance/3" */
  const char* name;    /* name of an element, in place of its pointer */
  const char* clause;  /* "resolves 6" */
  const char* act;     /* "decide" */
  int32_t full;        /* 1: tells what did not decide, too, and the policy's words */
} precept_question;
#define PRECEPT_QUESTION \
  { sizeof(precept_question), NULL, NULL, NULL, NULL, 0 }

/* Why it came out so, as "text", "json", "markdown", "html" or "dot". Refused where the document was not
 * checked, or what is asked about is not there. `question` may be NULL. */
PRECEPT_API precept_status precept_explain(const precept_check* check, const precept_question* question,
                                           const char* form, precept_text** answer,
                                           precept_diagnostics** errors);

/* What would mend it, at most `most` ways (0: 3), as "text", "json" or "markdown". Each was tried. Where none
 * was found the answer says so. */
PRECEPT_API precept_status precept_fixes(const precept_check* check, const precept_question* question,
                                         const char* form, size_t most, precept_text** answer,
                                         precept_diagnostics** errors);

/* The open questions, with what each answer would come to, as "text" or "json". */
PRECEPT_API precept_status precept_questions(const precept_check* check, const char* form,
                                             precept_text** answer, precept_diagnostics** errors);

/* The receipt of the check, not signed (docs/receipts.md). Refused where there is no verdict. */
PRECEPT_API precept_status precept_receipt(const precept_check* check, precept_text** receipt,
                                           precept_diagnostics** errors);

#ifdef __cplusplus
}
#endif

#endif
