// Uses the checker of receipts alone, as installed: what is no receipt is an error.
#include <cstdio>

#include "checker/check.h"

int main() {
  const precept::checker::Answer answer = precept::checker::check_receipt("{}", {});
  std::puts(answer.first_line().c_str());
  return answer.word() == precept::checker::Word::Error ? 0 : 1;
}
