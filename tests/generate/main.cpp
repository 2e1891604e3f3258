// Evaluates random policies and documents in every way; a difference is made small and shown.
// `generate_test [--pairs N] [--documents OF_ONE_POLICY] [--seed S] [--document NUMBER] [--keep-going]`
#include <fmt/format.h>

#include "tests/common/options.h"
#include "tests/common/scratch_folder.h"
#include "tests/generate/search.h"

namespace precept::generate {
namespace {

int run(int argc, char** argv) {
  SearchOptions options{.program = argv[0]};
  constexpr std::size_t kNone = SIZE_MAX;
  std::size_t document = kNone;
  if (!test::read_options(argc, argv,
                          {{"--pairs", &options.pairs},
                           {"--documents", &options.documents},
                           {"--seed", &options.seed},
                           {"--document", &document},
                           {"--keep-going", &options.keep_going}})) {
    fmt::print(stderr,
               "generate_test [--pairs N] [--documents OF_ONE_POLICY] [--seed S] [--document NUMBER] "
               "[--keep-going]\n");
    return 2;
  }
  if (document != kNone) {
    options.document = document;
    options.documents = document + 1;
  }
  const test::ScratchFolder scratch;
  return search(options, scratch.path());
}

}  // namespace
}  // namespace precept::generate

int main(int argc, char** argv) {
  return precept::generate::run(argc, argv);
}
