// Writes the object of one document of a JSON report. Other programs depend on the keys and words here: add
// to them, never rename them.
#include "render/json/document.h"

#include <string_view>

#include "render/json/mistakes.h"

namespace precept::rendering {

namespace {

class DocumentJson {
 public:
  explicit DocumentJson(JsonWriter& json) : json_(json) {}

  /// All members but `other_readings`; the object stays open.
  void members(const DocumentReport& report, const Sources& sources) {
    json_.key("file").value(report.file);
    if (!report.kind.empty()) json_.key("kind").value(report.kind);
    if (!report.policy.name.empty()) policy(report);
    write_language_json(report, json_);
    json_.key("checked").value(report.verdict.has_value());
    if (report.verdict) json_.key("verdict").value(to_string(*report.verdict));
    diagnostic_lists(report.diagnostics, sources, report.file);
    if (report.has_results()) results(report);
  }

  void alternative(const Alternative& other, const Sources& sources) {
    json_.begin_object();
    json_.key("reading").value(other.reading);
    json_.key("choice").value(other.choice);
    json_.key("words").value(other.words);
    if (other.report.verdict) json_.key("verdict").value(to_string(*other.report.verdict));
    diagnostic_lists(other.report.diagnostics, sources, other.report.file);
    json_.key("findings").begin_array();
    for (const FindingChange& change : other.findings) this->change(change);
    json_.end();
    json_.key("rights").begin_array();
    for (const RightChange& change : other.rights) {
      json_.begin_object();
      json_.key("subject").value(change.subject);
      json_.key("name").value(change.name);
      json_.key("act").value(change.act);
      json_.key("before").value(to_string(change.before));
      json_.key("after").value(to_string(change.after));
      json_.end();
    }
    json_.end();
    json_.key("opened");
    points(other.opened);
    json_.key("closed");
    points(other.closed);
    json_.end();
  }

 private:
  void policy(const DocumentReport& report) {
    const PolicyIdentity& policy = report.policy;
    json_.key("policy").begin_object();
    json_.key("name").value(policy.name);
    json_.key("title").value(policy.title);
    json_.key("digest").value(policy.digest);
    json_.key("digest_of_sources").value(policy.digest_of_sources);
    write_source_lock_json(policy, json_);
    if (policy.in_force_from) json_.key("in_force_from").value(*policy.in_force_from);
    if (policy.in_force_until) json_.key("in_force_until").value(*policy.in_force_until);
    write_readings_json(policy.readings, json_);
    json_.end();
    json_.key("chosen_because").value(report.chosen_because);
  }

  void change(const FindingChange& change) {
    auto outcome = [&](const char* key, std::optional<Outcome> outcome) {
      json_.key(key);
      value_or_null(outcome ? to_string(*outcome) : std::string_view());
    };
    json_.begin_object();
    json_.key("clause").value(change.finding.clause);
    json_.key("level").value(to_string(change.finding.level));
    json_.key("subject").value(change.finding.subject);
    json_.key("name").value(change.finding.name);
    outcome("before", change.before);
    outcome("after", change.after);
    if (change.after) json_.key("message").value(change.finding.message);
    json_.end();
  }

  void results(const DocumentReport& report) {
    json_.key("clauses").begin_array();
    for (const ClauseWords& clause : report.clauses) {
      json_.begin_object();
      json_.key("label").value(clause.label);
      optional("quote", clause.quote);
      optional("gist", clause.gist);
      json_.end();
    }
    json_.end();
    counts(report.counts);
    json_.key("findings").begin_array();
    for (const Finding& finding : report.findings) this->finding(finding);
    json_.end();
    json_.key("rights").begin_array();
    for (const SubjectRights& subject : report.rights) rights(subject);
    json_.end();
    json_.key("open_questions");
    points(report.open_questions);
    if (report.has_more_questions) json_.key("more_open_questions").value(true);
  }

  void counts(const ReportCounts& counts) {
    auto count = [&](const char* key, std::size_t number) {
      json_.key(key).value(static_cast<std::uint32_t>(number));
    };
    json_.key("counts").begin_object();
    count("clauses", counts.clauses);
    count("subjects", counts.subjects);
    count("satisfied", counts.satisfied);
    count("violated", counts.violated);
    count("undetermined", counts.undetermined);
    count("not_applicable", counts.not_applicable);
    json_.end();
  }

  void finding(const Finding& finding) {
    json_.begin_object();
    json_.key("clause").value(finding.clause);
    optional("norm", finding.norm.name);
    optional("quote", finding.norm.quote);
    optional("gist", finding.norm.gist);
    json_.key("outcome").value(to_string(finding.outcome));
    json_.key("level").value(to_string(finding.level));
    json_.key("subject").value(finding.subject);
    json_.key("name").value(finding.name);
    json_.key("message").value(finding.message);
    place(finding.at);
    if (!finding.acts.empty()) {
      json_.key("acts");
      strings(finding.acts);
    }
    if (!finding.missing.empty()) {
      json_.key("missing");
      points(finding.missing);
    }
    if (finding.known) known(*finding.known);
    json_.end();
  }

  void known(const KnownFinding& known) {
    json_.key("known").begin_object();
    json_.key("reason").value(known.reason);
    json_.key("owner").value(known.owner);
    if (known.expires != kNoDay) json_.key("expires").value(format_date(known.expires));
    json_.end();
  }

  void rights(const SubjectRights& subject) {
    json_.begin_object();
    json_.key("subject").value(subject.subject);
    json_.key("name").value(subject.name);
    json_.key("acts").begin_object();
    for (const ActRight& act : subject.acts) {
      json_.key(act.act).begin_object();
      json_.key("right").value(to_string(act.right));
      json_.key("by");
      strings(act.by);
      json_.end();
    }
    json_.end();
    json_.end();
  }

  /// `judgement` is null for a missing field, `about` is null where the document itself is meant.
  void points(const std::vector<OpenPoint>& points) {
    json_.begin_array();
    for (const OpenPoint& point : points) {
      json_.begin_object();
      json_.key("judgement");
      value_or_null(point.judgement);
      json_.key("about");
      value_or_null(point.about);
      json_.key("asks").value(point.asks);
      json_.key("subject").value(point.subject);
      optional("from", point.from);
      place(point.at);
      json_.end();
    }
    json_.end();
  }

  void place(const Place& at) {
    if (at.line == 0) return;
    json_.key("at").begin_object();
    json_.members(at);
    json_.end();
  }

  void diagnostic_lists(const Diagnostics& diagnostics, const Sources& sources, std::string_view file) {
    write_mistakes_json(diagnostics, sources, file, json_);
  }

  void strings(const std::vector<std::string>& values) {
    json_.begin_array();
    for (const std::string& value : values) json_.value(value);
    json_.end();
  }
  void optional(const char* key, std::string_view value) {
    if (!value.empty()) json_.key(key).value(value);
  }
  void value_or_null(std::string_view value) {
    if (value.empty()) {
      json_.null();
    } else {
      json_.value(value);
    }
  }

  JsonWriter& json_;
};

}  // namespace

void write_document_json(const DocumentReport& report, const Sources& sources, JsonWriter& json) {
  json.begin_object();
  DocumentJson(json).members(report, sources);
  json.end();
}

void write_compared_json(const DocumentReport& report, const std::vector<Alternative>& others,
                         const Sources& sources, JsonWriter& json) {
  json.begin_object();
  DocumentJson document(json);
  document.members(report, sources);
  json.key("other_readings").begin_array();
  for (const Alternative& other : others) document.alternative(other, sources);
  json.end();
  json.end();
}

void write_passed_over_json(const std::vector<PassedOverFile>& files, JsonWriter& json) {
  if (files.empty()) return;
  json.key("passed_over").begin_array();
  for (const PassedOverFile& passed : files) {
    json.begin_object();
    json.key("file").value(passed.file);
    json.key("why").value(to_string(passed.reason));
    json.end();
  }
  json.end();
}

void write_source_lock_json(const PolicyIdentity& policy, JsonWriter& json) {
  json.key("source_lock");
  if (policy.source_lock.empty()) return json.null();
  json.value(policy.source_lock);
}

void write_readings_json(const std::vector<ReadingUsed>& readings, JsonWriter& json) {
  if (readings.empty()) return;
  json.key("readings").begin_array();
  for (const ReadingUsed& reading : readings) {
    json.begin_object();
    json.key("name").value(reading.name);
    json.key("choice").value(reading.choice);
    json.key("words").value(reading.words);
    json.key("default").value(reading.is_default);
    if (!reading.chosen_in.empty()) json.key("chosen_in").value(reading.chosen_in);
    json.end();
  }
  json.end();
}

void write_language_json(const DocumentReport& report, JsonWriter& json) {
  if (report.language == Language::En) return;
  json.key("language").value(code_of(report.language));
  if (report.untranslated.empty()) return;
  json.key("untranslated").begin_array();
  for (const std::string& text : report.untranslated) json.value(text);
  json.end();
}

}  // namespace precept::rendering
