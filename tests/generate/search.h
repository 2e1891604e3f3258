// Looks for a policy and a document of which not all ways of evaluating say the same (tests/agree/agree.h).
//
// A policy has a number, its seed, from which it and its documents are made. It is compiled once and held
// against several documents, none of them twice. A pair that fails is made small, and shown with the command
// that runs it alone.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace precept::generate {

struct SearchOptions {
  std::string program;         ///< how it was called, for commands that are shown
  std::uint64_t seed = 1;      ///< of the first policy; the next has the next number
  std::size_t pairs = 10000;   ///< so that CI has its answer in a minute; longer searches say how many
  std::size_t documents = 25;  ///< of one policy, at most
  std::optional<std::size_t> document;  ///< this one of the first policy alone
  bool keep_going = false;              ///< after a failure, with the next policy
};

/// Runs until there are so many pairs, a failure, or a signal that asks for the end; writes in `folder`.
/// Tells on standard error how far it is, now and then, and at the end on standard output what the pairs have
/// covered. The exit code: 0: all agree; 1: not; 128 and the signal's number: it ended early, and so far all
/// agree.
int search(const SearchOptions& options, const std::filesystem::path& folder);

}  // namespace precept::generate
