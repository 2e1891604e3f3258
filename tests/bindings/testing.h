/* What the tests in C are made of. */
#pragma once

#include <stdio.h>
#include <string.h>

#include "bindings/c/precept.h"

/* Says which condition does not hold, and goes on; `failures` is the program's exit code. */
static int failures = 0;
#define CHECK(condition)                                              \
  do {                                                                \
    if (!(condition)) {                                               \
      failures = 1;                                                   \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
    }                                                                 \
  } while (0)

static inline int has(const char* text, const char* part) {
  return text != NULL && strstr(text, part) != NULL;
}

static inline precept_input from_memory(const char* name, const char* text) {
  precept_input input = {name, text, strlen(text)};
  return input;
}

static inline precept_input from_file(const char* path) {
  precept_input input = {path, NULL, 0};
  return input;
}

/* A hall with a clause that is settled by the document, and one that a person must answer. */
static const char* const hall =
    "policy hall\n"
    "record Booking\n"
    "  name   : text\n"
    "  people : int\n"
    "  seats  : int\n"
    "about Booking b\n"
    "judgement quiet(b: Booking)\n"
    "  asks \"Is {b.name} quiet?\"\n"
    "reading full_house\n"
    "  all_seats \"every seat may be taken\"  default\n"
    "  less_one  \"one seat stays free\"\n"
    "clause seats\n"
    "  shall ensure b.people <= b.seats - (if full_house = less_one then 1 else 0)\n"
    "clause noise\n"
    "  shall ensure b.people <= 10 or quiet(b)\n";
