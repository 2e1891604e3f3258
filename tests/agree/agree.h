// One policy and one document, evaluated in every way there is, and held against each other: the reference
// evaluator; the machine with all registers kept; the machine running lists in slices; the machine with the
// program that was saved to a file and loaded again; and with the program that measures its tests.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/model/model.h"
#include "runtime/program/program.h"
#include "runtime/read/json/json.h"
#include "runtime/report/report.h"
#include "tests/reference/reference.h"

namespace precept::test {

/// A policy as each way wants it.
struct Policy {
  std::unique_ptr<model::Model> model;
  Program program;   ///< as it came from the compiler
  Program mapped;    ///< saved and loaded
  Program measured;  ///< with points (CompileOptions::coverage)
};

/// Reads and compiles; the program is saved as `saved` on the way. Nothing where `diagnostics` got an error,
/// or where the program was refused, which is reported in `refused`: that is our mistake, not the author's.
std::optional<Policy> build_policy(const std::filesystem::path& file, const std::filesystem::path& saved,
                                   Sources& sources, Diagnostics& diagnostics, std::string& refused);

/// What a document's evaluation came to.
struct Outcomes {
  DocumentReport report;  ///< of the machine, registers kept
  /// One line for each difference between two ways, naming them; empty where all agree.
  std::vector<std::string> disagreements;
  bool is_proof_left_out = false;  ///< it would be too large to be written
};

/// Reads the document and evaluates it in every way. Where the reader finds mistakes the report has them and
/// nothing is compared. `readings`: what is chosen, by reading of the policy; past its end the defaults.
Outcomes evaluate_all_ways(const Policy& policy, FileId document, const Sources& sources,
                           const std::vector<std::uint32_t>& readings = {});

/// The machine's report alone, registers kept, of a document that is read by the limits.
DocumentReport evaluate_by_machine(const Policy& policy, FileId document, const Sources& sources,
                                   const ReadLimits& limits = {});

/// Verdict, findings, rights, open questions; not the places, nor messages that a policy did not write.
/// `policy_words` tells whether a violated finding's message is the policy's.
std::vector<std::string> differences(const DocumentReport& expected, const DocumentReport& actual);

/// As an expectation spells it (docs of the case format in case_runner/): `resolves 1 violated error /a/0`.
/// Its clause, and the name of its norm: "resolves 2 (terms)".
std::string name_of(const Finding& finding);
std::string to_line(const Finding& finding);
std::string to_line(const SubjectRights& subject, const ActRight& act);
std::string to_line(const OpenPoint& point);
std::string subject_line(const std::string& pointer);

}  // namespace precept::test
