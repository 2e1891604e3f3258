// An expression of the language as a policy has it: put into a clause of its own at the end of the policy, so
// that compiler and machine say what it is. Internal to console/.
//
//     about Booking b
//     clause "precept repl"
//       let precept_answer = b.seats - b.people
//       should ensure no
//         otherwise "{precept_answer}"
//
// The message that comes of it is the answer; mistakes within the expression are those of who typed it.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "compiler/analysis/analysis.h"
#include "compiler/model/model.h"

namespace precept::console {

inline constexpr const char* kProbeLabel = "precept repl";
/// Between the parts of an answer of several; no text of a document has it.
inline constexpr const char* kBetweenParts = "\u241E";

/// What is asked, and of which documents.
struct Asked {
  std::string expression;
  std::string kind, variable;  ///< as in `about Booking b`
};

/// How the answer is called in a norm of the clause.
inline constexpr const char* kAnswer = "precept_answer";
struct ProbeNorm {
  std::string demand;     ///< `should ensure …`; `no` is never met, so its message is told
  std::string message;    ///< with holes; empty: none
  std::string condition;  ///< `when …`; empty: none
};

class Probe {
 public:
  /// `file` is the policy's whole file, `text` what is in it.
  Probe(std::filesystem::path file, const std::string& text, Asked asked);

  /// The type in words: "int or none"; empty where the expression has a mistake, which is then told.
  const std::string& type() const { return type_; }
  /// The policy with a clause of this norm; nothing where that cannot be compiled, which is then told.
  std::optional<std::vector<std::byte>> compiled(const ProbeNorm& norm);

  /// Mistakes with places in what was typed; and the sources by which they are told.
  const Diagnostics& mistakes() const { return mistakes_; }
  const Sources& sources() const { return *shown_; }

  /// The names that may stand at the end of what was typed.
  std::vector<std::string> names_at_end() const;

 private:
  void analyze();
  std::string with_clause(const std::string& rest) const;
  void take_mistakes(const Diagnostics& found, const Sources& sources);
  Span moved(Span span) const;

  std::filesystem::path file_;
  std::string before_;  ///< the policy, and the clause up to the expression
  Asked asked_;
  std::uint32_t begin_ = 0, end_ = 0;  ///< of the expression
  FileId root_ = kNoFile, typed_ = kNoFile;
  std::unique_ptr<Sources> sources_, shown_;
  std::optional<Analysis> analysis_;
  std::string type_;
  Diagnostics mistakes_;
};

}  // namespace precept::console
