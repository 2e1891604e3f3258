// A baseline: findings that are known, each with a reason and an owner, so that only new ones fail
// (docs/baseline.md).
//
//   [[finding]]
//   fingerprint = "5f0c…"
//   document = "meetings/may.json"
//   rule = "club.rules/rule 3"
//   subject = "Ben"
//   outcome = "violated"
//   message = "Ben brings 12 guests; at most 10 may come"
//   reason = "agreed before rule 3 was written"
//   owner = "the secretary"
//   expires = 2026-06-30
//
// A finding is known where fingerprint, outcome and message are those of an entry that has not expired. What
// is known stays in the report, with what the entry says of it; only the exit code does not count it.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.h"
#include "runtime/report/report.h"

namespace precept {

struct BaselineEntry {
  std::string fingerprint;  ///< of render/pipeline/annotations.h, by the path from the baseline's folder
  std::string document;     ///< that path
  std::string rule, subject, outcome, message;
  KnownFinding known;
  Span place;  ///< of its header
  Span whole;  ///< from its header to the end of its last line

  /// What a run found for it. The order is that of their weight: of several findings the gravest stays.
  enum class State { NotSeen, Changed, Expired, Found } state = State::NotSeen;
};

/// The findings of a report that a baseline may hold: binding, violated or undetermined.
std::vector<BaselineEntry> findings_for_baseline(const DocumentReport& report, const Sources& sources,
                                                 const std::filesystem::path& baseline);

class Baseline {
 public:
  /// Reads the file; nothing where something in it was reported: an entry without reason or owner, two with
  /// one fingerprint.
  static std::unique_ptr<Baseline> read(const std::filesystem::path& file, Day today, Sources& sources,
                                        Diagnostics& diagnostics);

  /// Marks the findings of a report that are known. Any number of threads may call it.
  void mark_known(DocumentReport& report, const Sources& sources);

  /// Reports, after the last document, the entries that no longer stand for a finding, each at its place:
  /// mended (W5061, or with `is_ratchet` E5069), expired (W5062), changed (W5063); and, where all documents
  /// were to be checked, how many are about others (W5064).
  void tell(bool is_ratchet, bool is_whole_run, Diagnostics& diagnostics) const;

  const std::filesystem::path& file() const { return file_; }
  const std::vector<BaselineEntry>& entries() const { return entries_; }
  /// Whether the entry's document was checked, and nothing was found that it stands for.
  bool is_mended(const BaselineEntry& entry) const;
  const BaselineEntry* find(const std::string& fingerprint) const;

 private:
  std::filesystem::path file_;
  Day today_ = kNoDay;
  std::vector<BaselineEntry> entries_;
  std::unordered_map<std::string, std::size_t> by_fingerprint_;
  std::set<std::string> checked_;  ///< documents that came to a verdict
  std::mutex mutex_;
};

/// The entry as it stands in a baseline.
std::string baseline_text(const BaselineEntry& entry);

}  // namespace precept
