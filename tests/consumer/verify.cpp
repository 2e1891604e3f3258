// Uses the checker of receipts alone, as installed: what is no receipt is an error.
#include <cstdio>

#include "checker/verify_receipt.h"

int main() {
  const precept::checker::Answer answer = precept::checker::verify_receipt("{}", {});
  std::puts(answer.summary().c_str());
  return answer.status() == precept::checker::Status::Error ? 0 : 1;
}
