// Completion by the place in the grammar: which words may stand there, and which names.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "authoring/server/completion/proposals.h"
#include "authoring/server/knowledge/describe.h"
#include "compiler/check/missing_use.h"

namespace precept::server {

using analysis::Declaration;
using analysis::DeclarationId;
using analysis::DeclarationKind;

namespace {

namespace fs = std::filesystem;

class Completion {
 public:
  Completion(const Context& context, const Spot& spot, const Cursor& cursor)
      : spot_(spot),
        whole_(whole_policy(context, spot)),
        cursor_(cursor),
        to_(context, *spot.document, cursor) {}

  Json run() {
    switch (cursor_.in) {
      case CursorIn::Comment:
        break;
      case CursorIn::Text:
        text();
        break;
      case CursorIn::Hole:
        if (!behind_dot()) propose_values(spot_, cursor_, to_);
        break;
      case CursorIn::Code:
        code();
        break;
    }
    return to_.take();
  }

 private:
  // ---- in a string

  void text() {
    if (cursor_.text_keyword == "quote") return quote();
    if (cursor_.text_keyword == "source") return files(".lock");
    if (cursor_.text_keyword == "from" && cursor_.statement == "table") return files(".csv");
  }

  void quote() {
    const ast::ClauseDecl* clause = clause_around(*spot_.policy, spot_.file, spot_.offset);
    if (clause == nullptr) return;
    to_.replace_from(cursor_.text_begin);
    for (const std::string& words : locked_words(*spot_.policy, clause->label.text))
      to_.add(words, ProposalKind::Text, fmt::format("words of {}", clause->label.text));
  }

  void files(std::string_view ending) {
    to_.replace_from(cursor_.text_begin);
    const fs::path folder = spot_.document->path.parent_path();
    constexpr std::size_t kMost = 500;
    std::error_code error;
    std::size_t count = 0;
    for (fs::recursive_directory_iterator each(folder, error), end; !error && each != end;
         each.increment(error)) {
      if (++count > kMost) break;
      if (each.depth() >= 2) each.disable_recursion_pending();
      if (each->path().extension() == ending)
        to_.add(each->path().lexically_relative(folder).generic_string(), ProposalKind::File);
    }
  }

  // ---- in code

  bool behind_dot() {
    if (cursor_.back().text != ".") return false;
    // Between a number and what stands behind its point is no field.
    if (cursor_.back(2).kind == ScanKind::Number) return true;
    const std::vector<DeclarationId> parts = spot_.analysis().visible_at(spot_.file, cursor_.offset);
    for (DeclarationId id : parts) to_.add_declaration(*spot_.policy, id);
    if (parts.empty()) propose_fields_of_element(spot_, cursor_, to_);
    return true;
  }

  void code() {
    if (behind_dot() || named_place() || label() || acts()) return;
    if (cursor_.begins_line) return line_begin();
    if (typed_place()) return;
    if (cursor_.statement == "clause") return clause_part();
    if (cursor_.statement == "define" || cursor_.statement == "exercised" || cursor_.statement == "about" ||
        cursor_.back().text == "default")
      propose_values(spot_, cursor_, to_);
  }

  /// Behind a word that only certain names follow.
  bool named_place() {
    const std::string_view last = cursor_.back().text;
    if (cursor_.statement == "use" && last == "use") return modules(), true;
    if (cursor_.statement == "about" && last == "about") return declared({DeclarationKind::Record}), true;
    if (cursor_.statement == "about" && last == ",") return to_.add("each", ProposalKind::Keyword), true;
    if (cursor_.statement == "record" && last == "with") return declared({DeclarationKind::Record}), true;
    if (cursor_.statement == "table" && last == "key") return parts_written(), true;
    if (cursor_.statement == "in" && last == "in") return to_.add("force", ProposalKind::Keyword), true;
    if (cursor_.statement == "part" && last == "of") return policies_beside(), true;
    return false;
  }

  void modules() {
    std::set<std::string> seen;
    for (const auto& [name, path] : checking::modules_near(spot_.document->path)) {
      if (head_of_file(path).role == FileRole::Module && seen.insert(name).second)
        to_.add(name, ProposalKind::Module, path.string());
    }
  }

  void policies_beside() {
    for (const HeadedFile& each : headed_files_in(spot_.document->path.parent_path()))
      if (each.head.role == FileRole::Policy) to_.add(each.head.name, ProposalKind::Module);
  }

  void declared(std::initializer_list<DeclarationKind> kinds) {
    const auto& all = spot_.analysis().declarations();
    for (DeclarationId id = 0; id < all.size(); ++id)
      if (std::ranges::find(kinds, all[id].kind) != kinds.end()) to_.add_declaration(*spot_.policy, id);
  }

  /// The columns of the table that is being written.
  void parts_written() {
    const auto& all = spot_.analysis().declarations();
    for (DeclarationId id = 0; id < all.size(); ++id) {
      const bool is_here =
          all[id].name_span.file == spot_.file && all[id].name_span.begin > cursor_.statement_begin;
      if (is_here && all[id].kind == DeclarationKind::Column &&
          all[all[id].parent].name_span.begin < cursor_.offset)
        to_.add_declaration(*spot_.policy, id);
    }
  }

  /// Where a type is being written.
  bool typed_place() {
    const bool can_be = cursor_.statement == "record" || cursor_.statement == "table" ||
                        cursor_.statement == "define" || cursor_.statement == "judgement";
    const std::string_view last = cursor_.back().text, before = cursor_.back(2).text;
    if (!can_be) return false;
    if (last == ":") {
      to_.add_words(WordPlace::Type);
      return types(), true;
    }
    if (last == "of" && before == "set") return declared({DeclarationKind::Enum}), true;
    if (last == "of" && before == "list") {
      to_.add_words(WordPlace::Type);
      return types(), true;
    }
    const bool is_field = cursor_.statement == "record" || cursor_.statement == "table";
    if (is_field && cursor_.back().kind == ScanKind::Word && last != "default") {
      for (std::string_view word : {"or none", "default", "fixed", "of", "with", "from", "key"})
        to_.add(word, ProposalKind::Keyword);
      return true;
    }
    return false;
  }
  void types() { declared({DeclarationKind::Enum, DeclarationKind::Record, DeclarationKind::Table}); }

  /// Labels of clauses: those that `despite` can name, those of the text behind `clause`.
  bool label() {
    if (cursor_.statement == "clause" && cursor_.item == "despite" && !cursor_.begins_line) {
      to_.replace_from(label_begin(cursor_.item_begin));
      const auto& all = whole_.analysis->declarations();
      for (DeclarationId id = 0; id < all.size(); ++id)
        if (all[id].kind == DeclarationKind::Clause) to_.add_declaration(whole_, id);
      return true;
    }
    const bool is_head = cursor_.statement == "clause" && cursor_.item.empty() && !cursor_.begins_line;
    if (!is_head) return false;
    to_.replace_from(label_begin(cursor_.statement_begin));
    if (!spot_.policy->lock) return true;
    std::set<std::string> taken;
    for (const Declaration& each : whole_.analysis->declarations())
      if (each.kind == DeclarationKind::Clause) taken.emplace(each.name);
    for (const source_lock::LockedParagraph& each : spot_.policy->lock->paragraphs) {
      to_.set_rank(taken.contains(each.label()) ? 8 : 4);
      if (!each.is_lead) to_.add(each.label(), ProposalKind::Reference, "paragraph of the text");
    }
    return true;
  }

  /// Where the words of the label begin: behind the word or the comma.
  std::uint32_t label_begin(std::uint32_t keyword) const {
    std::uint32_t begin = cursor_.word_begin;
    for (std::size_t steps = 1; steps <= cursor_.before.size(); ++steps) {
      const ScanToken& token = cursor_.back(steps);
      if (token.begin <= keyword || token.text == ",") break;
      begin = token.begin;
    }
    return begin;
  }

  /// Acts behind `may`, `shall not` and `should not`.
  bool acts() {
    if (cursor_.statement != "clause" || cursor_.begins_line) return false;
    const bool is_negated =
        (cursor_.item == "shall" || cursor_.item == "should") && second_of_item() == "not";
    if (cursor_.item != "may" && !is_negated) return false;
    const std::string_view last = cursor_.back().text;
    if (last != "may" && last != "not" && last != ",") return to_.add_words(WordPlace::Norm), true;
    for (DeclarationId id : spot_.analysis().visible_at(spot_.file, cursor_.offset))
      if (spot_.analysis().declarations()[id].kind == DeclarationKind::Act)
        to_.add_declaration(*spot_.policy, id);
    return true;
  }
  std::string_view second_of_item() const {
    auto first = std::ranges::find(cursor_.before, cursor_.item_begin, &ScanToken::begin);
    return first == cursor_.before.end() || first + 1 == cursor_.before.end() ? "" : (first + 1)->text;
  }

  void line_begin() {
    const bool is_empty = cursor_.statement.empty();
    if (is_empty) to_.add_words(WordPlace::Head);
    if (cursor_.statement == "clause" && cursor_.indent > 0) {
      to_.set_rank(3);
      to_.add_words(WordPlace::Item);
      to_.add_words(WordPlace::Norm);
      to_.set_rank(6);
      to_.add_words(WordPlace::Operator);
    } else if (cursor_.statement == "about" && cursor_.indent > 0) {
      to_.add("let", ProposalKind::Keyword);
      to_.add("each", ProposalKind::Keyword);
    } else if (cursor_.statement == "define" && cursor_.indent > 0) {
      for (std::string_view word : {"as", "=", "|"}) to_.add(word, ProposalKind::Keyword);
      to_.add_words(WordPlace::Operator);
    } else if (cursor_.statement == "judgement" && cursor_.indent > 0) {
      for (std::string_view word : {"asks", "from", "by"}) to_.add(word, ProposalKind::Keyword);
    }
    if (cursor_.indent == 0) to_.add_words(WordPlace::Statement);
  }

  void clause_part() {
    const std::string_view last = cursor_.back().text;
    if (last == "shall" || last == "should") {
      to_.add("ensure", ProposalKind::Keyword);
      to_.add("not", ProposalKind::Keyword);
    } else if (last == "applies") {
      to_.add("when", ProposalKind::Keyword);
    } else if (last == "however") {
      to_.add("to all", ProposalKind::Keyword);
    } else if (last == "not" && cursor_.item == "not") {
      for (std::string_view word : {"checkable", "encoded"}) to_.add(word, ProposalKind::Keyword);
    } else if (cursor_.item != "quote" && cursor_.item != "gist" && cursor_.item != "called" &&
               cursor_.item != "otherwise" && cursor_.item != "informative") {
      propose_values(spot_, cursor_, to_);
      to_.set_rank(9);
      if (last != "=" && cursor_.back().kind == ScanKind::Word) to_.add_words(WordPlace::Norm);
    }
  }

  const Spot& spot_;
  const PolicyState& whole_;
  const Cursor& cursor_;
  Proposals to_;
};

}  // namespace

Json complete_in_policy(const Context& context, const Document& document, std::uint32_t offset) {
  const Spot spot = spot_near(context, document, offset);
  if (!spot.is_known()) return {{"isIncomplete", false}, {"items", Json::array()}};
  const Cursor cursor = cursor_at(document.text, offset);
  return Completion(context, spot, cursor).run();
}

}  // namespace precept::server
