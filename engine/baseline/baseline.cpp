#include "engine/baseline/baseline.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/file.h"
#include "base/text.h"
#include "base/toml/parse.h"
#include "base/toml/reader.h"
#include "render/pipeline/annotations.h"

namespace precept {

namespace fs = std::filesystem;

namespace {

using State = BaselineEntry::State;
constexpr auto kRequired = toml::Presence::Required;

/// The document's path from the baseline's folder, wherever the run was started.
std::string path_from_baseline(const std::string& document, const fs::path& baseline) {
  std::error_code error;
  const fs::path folder = fs::weakly_canonical(fs::absolute(baseline, error).parent_path(), error);
  const fs::path path = fs::absolute(document, error).lexically_normal();
  const fs::path real = fs::weakly_canonical(path.parent_path(), error) / path.filename();
  return real.lexically_relative(folder).generic_string();
}

/// Reads the entries of a file.
class BaselineReader {
 public:
  BaselineReader(FileId file, const Sources& sources, Diagnostics& diagnostics)
      : file_(file), sources_(sources), diagnostics_(diagnostics) {}

  std::vector<BaselineEntry> read() {
    const auto root = toml::parse(file_, sources_, diagnostics_);
    if (!root) return {};
    toml::TableReader file(*root->as<toml::Table>(), root->place, "the baseline", diagnostics_);
    std::vector<BaselineEntry> entries;
    for (const toml::Value* entry : file.tables("finding")) entries.push_back(this->entry(*entry));
    file.finish();
    return entries;
  }

 private:
  BaselineEntry entry(const toml::Value& value) {
    const auto& members = *value.as<toml::Table>();
    toml::TableReader table(members, value.place, "this `[[finding]]`", diagnostics_);
    BaselineEntry entry;
    auto take = [&](std::string_view key, std::string& to, toml::Presence presence = kRequired) {
      if (auto text = table.text(key, presence)) to = std::move(text->value);
    };
    take("fingerprint", entry.fingerprint);
    take("document", entry.document);
    take("rule", entry.rule);
    take("subject", entry.subject, toml::Presence::Optional);
    if (auto outcome = table.choice("outcome", {"violated", "undetermined"}, kRequired))
      entry.outcome = std::move(outcome->value);
    if (auto message = table.exact_text("message")) entry.message = std::move(message->value);
    take("reason", entry.known.reason);
    take("owner", entry.known.owner);
    if (auto expires = table.date("expires")) entry.known.expires = expires->value;
    table.finish();
    entry.place = value.place;
    entry.whole = whole(value);
    return entry;
  }

  Span whole(const toml::Value& value) const {
    const std::string_view text = sources_.file(file_).text;
    std::uint32_t last = value.place.end;
    for (const toml::Member& member : *value.as<toml::Table>()) last = std::max(last, member.value.place.end);
    const std::size_t end = text.find('\n', last);
    Span span = value.place;
    span.end = static_cast<std::uint32_t>(end == std::string_view::npos ? text.size() : end + 1);
    return span;
  }

  FileId file_;
  const Sources& sources_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::vector<BaselineEntry> findings_for_baseline(const DocumentReport& report, const Sources& sources,
                                                 const fs::path& baseline) {
  std::vector<BaselineEntry> entries;
  const std::string document = path_from_baseline(report.file, baseline);
  for (const rendering::Annotation& one : rendering::Annotator({}).of(report, sources, document)) {
    if (one.finding == nullptr || one.finding->level != Level::Error) continue;
    const Finding& finding = *one.finding;
    entries.push_back({.fingerprint = one.fingerprint,
                       .document = document,
                       .rule = one.rule,
                       .subject = finding.name.empty() ? finding.subject : finding.name,
                       .outcome = to_string(finding.outcome),
                       .message = finding.message,
                       .known = {},
                       .place = {},
                       .whole = {}});
  }
  return entries;
}

std::unique_ptr<Baseline> Baseline::read(const fs::path& file, Day today, Sources& sources,
                                         Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.error_count();
  const auto source = sources.read(file);
  if (!source) {
    diagnostics
        .report(DiagnosticKind::CannotRead, {},
                fmt::format("the baseline `{}` cannot be read: {}", file.string(), why_unreadable(file)))
        .with_help("`precept baseline write` makes one");
    return nullptr;
  }
  auto baseline = std::make_unique<Baseline>();
  baseline->file_ = file;
  baseline->today_ = today;
  baseline->entries_ = BaselineReader(*source, sources, diagnostics).read();
  for (std::size_t i = 0; i < baseline->entries_.size(); ++i) {
    const BaselineEntry& entry = baseline->entries_[i];
    const auto [known, is_new] = baseline->by_fingerprint_.try_emplace(entry.fingerprint, i);
    if (is_new || entry.fingerprint.empty()) continue;
    diagnostics.report(DiagnosticKind::TomlValue, entry.place, "this finding is in the baseline twice")
        .label(baseline->entries_[known->second].place, "first here")
        .with_help("take one of the two out");
  }
  if (diagnostics.error_count() > before) return nullptr;
  return baseline;
}

void Baseline::mark_known(DocumentReport& report, const Sources& sources) {
  if (!report.verdict) return;
  const std::string document = path_from_baseline(report.file, file_);
  const auto annotations = rendering::Annotator({}).of(report, sources, document);
  const std::lock_guard lock(mutex_);
  checked_.insert(document);
  for (const rendering::Annotation& one : annotations) {
    if (one.finding == nullptr || one.finding->level != Level::Error) continue;
    const auto found = by_fingerprint_.find(one.fingerprint);
    if (found == by_fingerprint_.end()) continue;
    Finding& finding = report.findings[static_cast<std::size_t>(one.finding - report.findings.data())];
    BaselineEntry& entry = entries_[found->second];
    const bool is_same = entry.outcome == to_string(finding.outcome) && entry.message == finding.message;
    const bool is_expired = entry.known.expires != kNoDay && entry.known.expires < today_;
    entry.state = std::max(entry.state, !is_same     ? State::Changed
                                        : is_expired ? State::Expired
                                                     : State::Found);
    if (is_same && !is_expired) finding.known = std::make_shared<const KnownFinding>(entry.known);
  }
}

bool Baseline::is_mended(const BaselineEntry& entry) const {
  return entry.state == State::NotSeen && checked_.contains(entry.document);
}

const BaselineEntry* Baseline::find(const std::string& fingerprint) const {
  const auto found = by_fingerprint_.find(fingerprint);
  return found == by_fingerprint_.end() ? nullptr : &entries_[found->second];
}

void Baseline::tell(bool is_ratchet, bool is_whole_run, Diagnostics& diagnostics) const {
  std::size_t not_checked = 0;
  for (const BaselineEntry& entry : entries_) {
    const std::string what = fmt::format(
        "`{}` of {} in `{}`", text_for_message(entry.rule),
        entry.subject.empty() ? "the document" : fmt::format("`{}`", text_for_message(entry.subject)),
        text_for_message(entry.document));
    if (is_mended(entry)) {
      diagnostics
          .report(is_ratchet ? DiagnosticKind::BaselineStale : DiagnosticKind::BaselineMended, entry.place,
                  fmt::format("{} is mended, and still in the baseline", what))
          .with_help("`precept baseline update` takes it out");
    } else if (entry.state == State::Expired) {
      diagnostics
          .report(
              DiagnosticKind::BaselineExpired, entry.place,
              fmt::format("{} was known until {}, and counts again", what, format_date(entry.known.expires)))
          .with_help(fmt::format("{} is to mend it, or to say why it may wait longer",
                                 text_for_message(entry.known.owner)));
    } else if (entry.state == State::Changed) {
      diagnostics
          .report(DiagnosticKind::BaselineChanged, entry.place,
                  fmt::format("{} is no longer what the baseline says, and counts as new", what))
          .with_help("`precept baseline update --reason … --owner …` writes down what is found now");
    } else if (entry.state == State::NotSeen) {
      ++not_checked;
    }
  }
  if (not_checked == 0 || !is_whole_run) return;
  diagnostics
      .report(DiagnosticKind::BaselineNotAsked, {},
              fmt::format("{} of {} entries of the baseline `{}` are about documents that were not checked",
                          not_checked, entries_.size(), file_.string()))
      .with_help("take them out where the documents are gone");
}

std::string baseline_text(const BaselineEntry& entry) {
  std::string text = "[[finding]]\n";
  auto line = [&](const char* key, std::string_view value) {
    text += fmt::format("{} = {}\n", key, toml::text_as_written(value));
  };
  line("fingerprint", entry.fingerprint);
  line("document", entry.document);
  line("rule", entry.rule);
  if (!entry.subject.empty()) line("subject", entry.subject);
  line("outcome", entry.outcome);
  line("message", entry.message);
  line("reason", entry.known.reason);
  line("owner", entry.known.owner);
  if (entry.known.expires != kNoDay) text += fmt::format("expires = {}\n", format_date(entry.known.expires));
  return text;
}

}  // namespace precept
