#include "runtime/check/check.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/digest.h"
#include "base/limits.h"
#include "base/suggest.h"
#include "base/text.h"
#include "runtime/check/siblings.h"
#include "runtime/evidence/finding_texts.h"
#include "runtime/read/json/json.h"
#include "runtime/run/document_places.h"
#include "runtime/words/catalogue.h"

namespace precept {

namespace {

/// A run that would take more bytes than this with every register kept is made in slices. What has to be
/// explained is then explained from a second run.
constexpr std::uint64_t kMostKept = 64'000'000;

/// A policy that is about the document's kind.
struct Candidate {
  const Program* program = nullptr;
  std::uint32_t unit = 0;
};

/// Made once for all documents.
struct DigestOfSources {
  explicit DigestOfSources(const Program& policy) {
    std::string sources;
    for (const program::Source& source : policy.sources)
      sources += fmt::format("{}  {}\n", policy.text(source.digest), policy.text(source.name));
    digest = sha256_hex(sources);
  }
  std::string digest;
};

bool has_interval(const Program& policy) {
  return policy.head().from != kNoDay || policy.head().until != kNoDay;
}

std::string policy_name(const Program& policy) {
  return fmt::format("`{}`", policy.text(policy.head().name));
}

PolicyIdentity identity_of(const Program& policy, Translations* translations) {
  const program::Head& head = policy.head();
  PolicyIdentity identity;
  identity.name = policy.text(head.name);
  identity.title = policy.text(head.title);
  if (translations) identity.title = translations->text(identity.title);
  identity.digest = policy.digest();
  identity.source_lock = policy.text(head.source_lock);
  identity.digest_of_sources = policy.derived<DigestOfSources>().digest;
  if (head.from != kNoDay) identity.in_force_from = format_date(head.from);
  if (head.until != kNoDay) identity.in_force_until = format_date(head.until);
  return identity;
}

class CheckRun {
 public:
  CheckRun(std::span<const Program* const> policies, FileId file, const Sources& sources,
           const CheckOptions& options)
      : policies_(policies),
        file_(file),
        sources_(sources),
        options_(options),
        reader_(options.reader ? *options.reader : json_reader()),
        words_(options.language) {
    report_.file = sources.file(file).name;
    report_.language = options.language;
  }

  DocumentReport run() {
    const std::vector<std::string_view> kinds = kinds_of_policies();
    auto head = reader_.peek(file_, sources_, report_.diagnostics, options_.limits, kinds);
    if (!head || report_.diagnostics.has_errors()) return std::move(report_);
    report_.kind = head->kind;
    find_candidates();
    if (candidates_.empty()) {
      unknown_kind();
    } else if (auto chosen = choose()) {
      check(*chosen);
    }
    return std::move(report_);
  }

 private:
  Diagnostic& fail(DiagnosticKind kind, Span place, std::string message) {
    return report_.diagnostics.report(kind, place, std::move(message));
  }

  void find_candidates() {
    for (const Program* policy : policies_) {
      bool is_twice = std::ranges::any_of(
          candidates_, [&](const Candidate& other) { return other.program->digest() == policy->digest(); });
      if (is_twice) continue;
      for (std::uint32_t unit = 0; unit < policy->units.size(); ++unit) {
        if (policy->text(policy->units[unit].kind) == report_.kind) candidates_.push_back({policy, unit});
      }
    }
  }

  std::vector<std::string_view> kinds_of_policies() const {
    std::vector<std::string_view> kinds;
    for (const Program* policy : policies_) {
      for (const program::Unit& unit : policy->units) {
        std::string_view kind = policy->text(unit.kind);
        if (std::ranges::find(kinds, kind) == kinds.end()) kinds.push_back(kind);
      }
    }
    return kinds;
  }

  void unknown_kind() {
    const std::vector<std::string_view> kinds = kinds_of_policies();
    if (kinds.empty()) {
      fail(DiagnosticKind::NothingChecked, {}, "nothing was checked: there is no policy to check by");
      return;
    }
    Diagnostic& error =
        fail(DiagnosticKind::DocumentKind, value_at("/kind"),
             fmt::format("no policy is about a document of kind `{}`", text_for_message(report_.kind)));
    std::string known;
    for (std::string_view kind : kinds) known += fmt::format("{}`{}`", known.empty() ? "" : ", ", kind);
    error.note(fmt::format("the policies are about {}", known));
    error.with_help(did_you_mean(report_.kind, kinds));
  }

  // ---- the date and the policy

  Span value_at(std::string_view pointer) const {
    const auto from = reader_.begin_of(file_, sources_);
    if (!from) return {};
    Span span = reader_.locate(file_, sources_, *from, pointer);
    // Where the value is absent the whole document would be marked; its first character is enough.
    if (span.has_place() && span.begin == *from) span.end = span.begin + 1;
    return span;
  }

  std::string date_pointer(const Candidate& candidate) const {
    const program::Unit& unit = candidate.program->units[candidate.unit];
    if (unit.date_column == kAbsent) return "/date";
    return std::string(candidate.program->text(
        Program::in(candidate.program->columns, unit.columns)[unit.date_column].path));
  }

  /// The document's own date, found without reading the whole document by any policy.
  std::optional<Day> written_date(const Candidate& candidate, Span& place) const {
    place = value_at(date_pointer(candidate));
    const auto written = place.has_place() ? reader_.text_of(place, sources_) : std::nullopt;
    return written ? parse_date(*written) : std::nullopt;
  }

  std::optional<Candidate> choose() {
    bool by_date =
        std::ranges::any_of(candidates_, [](const Candidate& c) { return has_interval(*c.program); });
    if (!by_date) return candidates_.size() == 1 ? take_only() : ambiguous({}, {}, candidates_);
    Span place;
    std::optional<Day> day = options_.as_of ? options_.as_of : written_date(candidates_.front(), place);
    if (!day) return undated(place);
    std::vector<Candidate> in_force;
    std::ranges::copy_if(candidates_, std::back_inserter(in_force),
                         [&](const Candidate& c) { return is_in_force(*c.program, *day); });
    if (in_force.empty()) return not_in_force(*day, place);
    if (in_force.size() > 1) return ambiguous(day, place, in_force);
    report_.chosen_because =
        words_(options_.as_of ? say::InForceAsOf : say::InForceOnDate, format_date(*day));
    return in_force.front();
  }

  std::optional<Candidate> take_only() {
    report_.chosen_because = words_(say::OnlyPolicy, report_.kind);
    return candidates_.front();
  }

  /// Reports that the date is absent or no date, as reading the document would report it.
  std::optional<Candidate> undated(Span place) {
    const Candidate& candidate = candidates_.front();
    Diagnostics mistakes;
    reader_.read(file_, sources_, *candidate.program, candidate.unit, mistakes, options_.limits);
    std::string pointer = date_pointer(candidate);
    for (const Diagnostic& mistake : mistakes.all()) {
      bool is_at_date = !mistake.labels.empty() && place.has_place() &&
                        mistake.labels.front().span.begin >= place.begin &&
                        mistake.labels.front().span.end <= place.end;
      bool is_no_document = mistake.kind == DiagnosticKind::DocumentSyntax;
      if (!is_at_date && !is_no_document) continue;
      copy(mistake);
      return std::nullopt;
    }
    fail(DiagnosticKind::UndatedDocument, place,
         fmt::format("the document has no `{}` to choose the policy by", pointer.substr(1)))
        .note(intervals(candidates_))
        .with_help("write the date into the document, or say as of which date it is to be checked");
    return std::nullopt;
  }

  void copy(const Diagnostic& from) {
    Diagnostic& to = fail(from.kind, {}, from.message);
    to.labels = from.labels;
    to.notes = from.notes;
    to.help = from.help;
  }

  std::optional<Candidate> not_in_force(Day day, Span place) {
    Diagnostic& error = fail(DiagnosticKind::NotInForce, place,
                             fmt::format("no policy about a `{}` is in force on {}",
                                         text_for_message(report_.kind), format_date(day)));
    error.note(intervals(candidates_));
    if (const Program* last = last_before(day)) {
      error.note(fmt::format("the last before that day was {}, in force until {}", policy_name(*last),
                             format_date(last->head().until)));
      if (last->head().successor.count > 0) {
        error.note(fmt::format("this text was revised: what follows it is not among the policies given: {}",
                               last->text(last->head().successor)));
      }
    }
    error.with_help("check it by the policy of that date, or as of another date");
    return std::nullopt;
  }

  /// The policy that ended last before the day; null where none ended before it.
  const Program* last_before(Day day) const {
    const Program* last = nullptr;
    for (const Candidate& candidate : candidates_) {
      const Day until = candidate.program->head().until;
      if (until != kNoDay && until < day && (!last || last->head().until < until)) last = candidate.program;
    }
    return last;
  }

  std::optional<Candidate> ambiguous(std::optional<Day> day, Span place,
                                     const std::vector<Candidate>& several) {
    std::string when =
        day ? fmt::format("are in force on {}", format_date(*day)) : "are in force at all times";
    fail(DiagnosticKind::AmbiguousPolicy, place,
         fmt::format("{} policies about a `{}` {}", several.size(), text_for_message(report_.kind), when))
        .note(intervals(several))
        .with_help("give only the policy that is meant");
    return std::nullopt;
  }

  static std::string intervals(const std::vector<Candidate>& candidates) {
    std::string result;
    for (const Candidate& candidate : candidates) {
      if (!result.empty()) result += "\n";
      const Program& program = *candidate.program;
      const std::string& file = program.shown_file();
      result +=
          fmt::format("{}{} is in force {}", policy_name(program),
                      file.empty() ? "" : fmt::format(" ({})", file), interval_in_words(program.head()));
    }
    return result;
  }

  // ---- the check

  void check(const Candidate& chosen) {
    std::optional<Translations> translations;
    if (options_.language != Language::En) translations.emplace(*chosen.program, options_.language);
    ReportDetail detail = options_.detail;
    detail.translations = translations ? &*translations : nullptr;
    report_.policy = identity_of(*chosen.program, detail.translations);
    report_.policy.readings = readings_used(*chosen.program, options_.readings, detail.translations);
    auto document =
        reader_.read(file_, sources_, *chosen.program, chosen.unit, report_.diagnostics, options_.limits);
    if (!document || report_.diagnostics.has_errors()) return;
    detail.only = single_out(*chosen.program, *document);
    bool is_small = bytes_to_keep(*chosen.program, *document) <= kMostKept;
    MachineOptions machine{.readings = choices_of(*chosen.program, options_.readings)};
    bool is_inspected = options_.inspector != nullptr;
    if (is_inspected && bytes_to_keep(*chosen.program, *document) > FindingTexts::kMostBytes) {
      fail(DiagnosticKind::DocumentTooLarge, {},
           "the document is too large to explain: the values of all its rows do not fit in memory");
      return;
    }
    const std::size_t bytes = sources_.file(file_).text.size();
    if (is_inspected && !detail.only && bytes > limits::kExplainedBytes) {
      fail(DiagnosticKind::DocumentTooLarge, {},
           fmt::format("the document has {} bytes; at most {} are explained as a whole, or have a receipt",
                       bytes, limits::kExplainedBytes))
          .with_help("ask about one subject, or check the document without a receipt");
      return;
    }
    if (is_small || is_inspected) machine.slice_rows = MachineOptions::kWhole;
    evaluate(*chosen.program, *document, sources_, report_, machine, detail, options_.hits,
             options_.inspector);
    if (translations) report_.untranslated = translations->untranslated();
  }

  /// The one element that the inspector asks about, if it does, alone in its list where that is possible.
  std::optional<Subject> single_out(const Program& program, Document& document) const {
    if (!options_.inspector) return std::nullopt;
    const DocumentPlaces places(program, document, sources_);
    auto subject = options_.inspector->subject(program, document, places);
    return subject ? std::optional(leave_out_siblings(program, document, *subject)) : std::nullopt;
  }

  std::span<const Program* const> policies_;
  FileId file_;
  const Sources& sources_;
  const CheckOptions& options_;
  const DocumentReader& reader_;
  const Catalogue words_;
  std::vector<Candidate> candidates_;
  DocumentReport report_;
};

}  // namespace

bool is_in_force(const Program& policy, Day day) {
  const program::Head& head = policy.head();
  return (head.from == kNoDay || head.from <= day) && (head.until == kNoDay || day <= head.until);
}

std::string interval_in_words(const program::Head& head) {
  if (head.from == kNoDay && head.until == kNoDay) return "at all times";
  if (head.until == kNoDay) return fmt::format("since {}", format_date(head.from));
  if (head.from == kNoDay) return fmt::format("until {}", format_date(head.until));
  return fmt::format("from {} until {}", format_date(head.from), format_date(head.until));
}

DocumentReport check_document(std::span<const Program* const> policies, FileId file, const Sources& sources,
                              const CheckOptions& options) {
  return CheckRun(policies, file, sources, options).run();
}

}  // namespace precept
