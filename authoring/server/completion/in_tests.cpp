// Completion in files of tests.
#include <algorithm>

#include "authoring/server/completion/proposals.h"
#include "authoring/server/knowledge/tests_of_policy.h"

namespace precept::server {

using analysis::Declaration;
using analysis::DeclarationId;
using analysis::DeclarationKind;

namespace {

class TestCompletion {
 public:
  TestCompletion(const Context& context, const Document& document, const Cursor& cursor)
      : context_(context), cursor_(cursor), to_(context, document, cursor) {
    const std::string name = head_of(document).name;
    const auto policy = tested_policy(context.workspace, name, document.path);
    if (!policy->files.empty()) policy_ = context.workspace.state(policy->files[0]);
  }

  Json run() {
    if (cursor_.in == CursorIn::Code) code();
    return to_.take();
  }

 private:
  bool is_known() const { return policy_ && policy_->analysis; }

  /// The word that begins the line of the cursor.
  std::string_view part() const {
    for (std::size_t steps = 1; steps <= cursor_.before.size(); ++steps)
      if (cursor_.back(steps).begins_line) return cursor_.back(steps).text;
    return {};
  }

  void code() {
    if (cursor_.begins_line) {
      if (cursor_.statement.empty()) to_.add("tests", ProposalKind::Keyword);
      return to_.add_words(WordPlace::Test);
    }
    const std::string_view last = cursor_.back().text;
    if (last == "tests") return policies();
    if (!is_known()) return;
    if (part() == "expect") return expectation();
    if (last == "given") return declared(DeclarationKind::Record);
    if (last == "attest") return declared(DeclarationKind::Judgement);
    if (last == "under") return (void)to_.add("reading", ProposalKind::Keyword);
    if (last == "reading") return declared(DeclarationKind::Reading);
    if (part() == "under" && last == "=") {
      propose_values_of(*policy_, std::string(cursor_.back(2).text), to_);
    } else if (part() == "with" || part() == "without" || last == "{" || last == "," || last == ".") {
      declared(DeclarationKind::Field);
    } else if (last == "=" || last == ":") {
      values_of_field(std::string(cursor_.back(2).text));
    }
  }

  void policies() {
    for (const std::filesystem::path& each : context_.workspace.policies())
      to_.add(head_of_file(each).name, ProposalKind::Module);
  }

  void declared(DeclarationKind kind) {
    const auto& all = policy_->analysis->declarations();
    for (DeclarationId id = 0; id < all.size(); ++id)
      if (all[id].kind == kind) to_.add_declaration(*policy_, id);
  }

  void values_of_field(const std::string& field) {
    const auto& all = policy_->analysis->declarations();
    for (DeclarationId id = 0; id < all.size(); ++id) {
      if (all[id].kind != DeclarationKind::Field || all[id].name != field) continue;
      std::string type = policy_->analysis->type_of(id);
      type = type.substr(0, type.find(" or none"));
      if (type.starts_with("set of ")) type = type.substr(7);
      if (propose_values_of(*policy_, type, to_)) return;
    }
  }

  void expectation() {
    if (cursor_.back().text == "expect") {
      for (std::string_view word :
           {"verdict", "open", "nothing open", "error", "not checked", "not in force"})
        to_.add(word, ProposalKind::Keyword);
      declared(DeclarationKind::Clause);
      declared(DeclarationKind::Act);
      return;
    }
    if (cursor_.back().text == "verdict") {
      for (std::string_view word : {"compliant", "non-compliant", "undetermined"})
        to_.add(word, ProposalKind::Keyword);
      return;
    }
    for (std::string_view word :
         {"satisfied", "violated", "undetermined", "not applicable", "not violated", "shall", "should",
          "encourage", "for", "message", "permitted", "forbidden", "by"})
      to_.add(word, ProposalKind::Keyword);
  }

  const Context& context_;
  const Cursor& cursor_;
  Proposals to_;
  std::shared_ptr<const PolicyState> policy_;
};

}  // namespace

Json complete_in_tests(const Context& context, const Document& document, std::uint32_t offset) {
  const Cursor cursor = cursor_at(document.text, offset);
  return TestCompletion(context, document, cursor).run();
}

}  // namespace precept::server
