// Evaluates a document by a policy in every way, and compares the results: by the reference evaluator; by the
// machine with all registers kept; by the machine in slices; by the program after saving and loading; by the
// program with coverage points.
//
//   shall ensure count(b.helpers) >= 2
//
// must be satisfied, violated or undetermined in all ways alike; else Agreement::disagreements names the
// finding and the two ways that differ.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/model/model.h"
#include "runtime/program/program.h"
#include "runtime/read/json/json.h"
#include "runtime/receipt/policy.h"
#include "runtime/report/report.h"
#include "tests/reference/reference.h"

namespace precept::test {

/// A policy in the forms that the ways need.
struct Policy {
  std::unique_ptr<model::Model> model;
  Program program;                   ///< as it came from the compiler
  Program mapped;                    ///< saved and loaded
  Program measured;                  ///< with points (CompileOptions::coverage)
  std::string card;                  ///< of `program`, as a checker is given it
  receipt::ExportedPolicy exported;  ///< `program` as receipts tell it
};

/// Compiles a policy and saves its program as `saved`. Nothing where `diagnostics` has an error, or where the
/// verifier refused the program: `refused` then says why, and it is a fault of the compiler.
std::optional<Policy> build_policy(const std::filesystem::path& file, const std::filesystem::path& saved,
                                   Sources& sources, Diagnostics& diagnostics, std::string& refused);

/// The result of evaluating one document in every way.
struct Agreement {
  DocumentReport report;  ///< by the machine, registers kept
  /// A line for each difference between two ways, with their names; empty where all agree.
  std::vector<std::string> disagreements;
  bool is_proof_left_out = false;      ///< the proof would be too large to be written
  bool is_reference_left_out = false;  ///< it would take minutes; only with a `turn`
  bool is_too_large = false;  ///< for the machine (E4011): nothing but the loaded program is compared
};

/// Reads the document and evaluates it in every way. Where the reader finds mistakes, the report has them and
/// nothing is compared. `readings` has the choice for each reading of the policy; those past its end
/// have defaults.
///
/// Explaining takes most of the time: each norm is explained briefly and in full, in English and in French.
/// With a `turn` it is explained in one of these four, by turns, and for one element of each list; and where
/// the reference would take minutes, all others are compared.
Agreement evaluate_all_ways(const Policy& policy, FileId document, const Sources& sources,
                            const std::vector<std::uint32_t>& readings = {},
                            std::optional<std::size_t> turn = std::nullopt);

/// The machine's report alone, with registers kept; `limits` are those of reading the document.
DocumentReport evaluate_by_machine(const Policy& policy, FileId document, const Sources& sources,
                                   const ReadLimits& limits = {});

/// The differences in verdict, findings, rights and open questions. Places, and messages that are not the
/// policy's, are not compared.
std::vector<std::string> disagreements(const DocumentReport& expected, const DocumentReport& actual);

/// The clause and the name of the norm: "resolves 2 (terms)". The lines below are those of the case format
/// (case_runner/expectation.h): `resolves 1 violated error /a/0`.
std::string name_of(const Finding& finding);
std::string to_line(const Finding& finding);
std::string to_line(const SubjectRights& subject, const ActRight& act);
std::string to_line(const OpenPoint& point);
std::string subject_line(const std::string& pointer);

}  // namespace precept::test
