// What a change of policy means, as one JSON object. Other programs depend on the keys and words here.
#include "render/difference.h"

#include <utility>

#include "base/version.h"
#include "render/json/document.h"
#include "render/json/writer.h"
#include "runtime/difference/bases.h"

namespace precept::rendering {

namespace {

class DifferenceJson : public DifferenceWriter {
 public:
  explicit DifferenceJson(Sink& output) : json_(output) {}

  void policies(const PolicyDifference& difference) override {
    has_corpus_ = difference.has_corpus;
    json_.begin_object();
    json_.key("engine").value(kEngine);
    json_.key("old").value(difference.old_path);
    json_.key("new").value(difference.new_path);
    json_.key("changes").begin_array();
    for (const PolicyChange& change : difference.changes) write(change);
    json_.end();
  }

  void passed_over(const std::vector<PassedOverFile>& files) override {
    write_passed_over_json(files, json_);
  }

  void document(const DocumentChange& change) override {
    begin_documents();
    json_.begin_object();
    json_.key("file").value(change.before.file);
    json_.key("effect").value(to_string(change.effect));
    verdict("before", change.before);
    verdict("after", change.after.report);
    optional("why_not_before", change.why_not_before);
    optional("why_not_after", change.why_not_after);
    json_.key("findings").begin_array();
    for (const FindingChange& finding : change.after.findings) write(finding);
    json_.end();
    json_.key("rights").begin_array();
    for (const RightChange& right : change.after.rights) write(right);
    json_.end();
    json_.end();
  }

  void end(const DifferenceSummary& summary) override {
    if (has_corpus_) {
      begin_documents();
      json_.end();
    }
    json_.key("summary").begin_object();
    json_.key("effect").value(to_string(summary.effect));
    if (has_corpus_) {
      number("documents", summary.documents);
      number("flips", summary.flips);
      number("weaker", summary.weaker);
      number("stronger", summary.stronger);
      number("only_old", summary.only_old);
      number("only_new", summary.only_new);
      number("neither", summary.neither);
    }
    json_.key("undecided");
    texts(summary.undecided);
    json_.end();
    json_.end();
    json_.line_break();
  }

 private:
  void begin_documents() {
    if (!std::exchange(has_documents_, true)) json_.key("documents").begin_array();
  }

  void write(const PolicyChange& change) {
    json_.begin_object();
    json_.key("effect").value(to_string(change.effect));
    json_.key("what").value(change.what);
    json_.key("change").value(change.change);
    json_.key("policy").value(change.policy);
    optional("kind", change.kind);
    optional("clause", change.clause);
    optional("norm", change.norm);
    optional("name", change.name);
    json_.key("message").value(change.message);
    optional("before", change.before);
    optional("after", change.after);
    if (!change.through.empty()) {
      json_.key("through").begin_array();
      for (const difference::Basis& basis : change.through) {
        json_.begin_object();
        json_.key("what").value(difference::to_string(basis.kind));
        json_.key("name").value(basis.name);
        json_.end();
      }
      json_.end();
    }
    if (!change.at.file.empty()) json_.members(change.at);
    json_.end();
  }

  void write(const FindingChange& change) {
    json_.begin_object();
    json_.key("effect").value(to_string(difference::effect_of(change)));
    json_.key("clause").value(change.finding.clause);
    optional("norm", change.finding.norm.name);
    json_.key("subject").value(change.finding.subject);
    json_.key("name").value(change.finding.name);
    json_.key("before");
    change.first ? write(*change.first) : json_.null();
    json_.key("after");
    change.after ? write(change.finding) : json_.null();
    json_.end();
  }
  void write(const Finding& finding) {
    json_.begin_object();
    json_.key("outcome").value(to_string(finding.outcome));
    json_.key("level").value(to_string(finding.level));
    json_.key("message").value(finding.message);
    if (!finding.acts.empty()) {
      json_.key("acts");
      texts(finding.acts);
    }
    json_.end();
  }

  void write(const RightChange& change) {
    json_.begin_object();
    json_.key("effect").value(to_string(difference::effect_of(change)));
    json_.key("subject").value(change.subject);
    json_.key("name").value(change.name);
    json_.key("act").value(change.act);
    right("before", change.before, change.by_before);
    right("after", change.after, change.by_after);
    json_.end();
  }
  void right(const char* when, Right right, const std::vector<std::string>& by) {
    json_.key(when).begin_object();
    json_.key("right").value(to_string(right));
    json_.key("by");
    texts(by);
    json_.end();
  }

  void verdict(const char* when, const DocumentReport& report) {
    json_.key(when);
    report.verdict ? json_.value(to_string(*report.verdict)) : json_.null();
  }
  void optional(const char* key, const std::string& text) {
    if (!text.empty()) json_.key(key).value(text);
  }
  void texts(const std::vector<std::string>& all) {
    json_.begin_array();
    for (const std::string& text : all) json_.value(text);
    json_.end();
  }
  void number(const char* key, std::size_t number) {
    json_.key(key).value(static_cast<std::uint32_t>(number));
  }

  JsonWriter json_;
  bool has_corpus_ = false, has_documents_ = false;
};

}  // namespace

std::unique_ptr<DifferenceWriter> difference_json(Sink& output) {
  return std::make_unique<DifferenceJson>(output);
}

}  // namespace precept::rendering
