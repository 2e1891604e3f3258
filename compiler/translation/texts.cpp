#include "compiler/translation/texts.h"

#include <algorithm>
#include <set>
#include <utility>

namespace precept::translation {

namespace {

class TextCollector {
 public:
  TextCollector(const model::Model& policy, const Sources* sources) : policy_(policy), sources_(sources) {}

  std::vector<TranslatableText> run() {
    plain(Role::Title, policy_.name, policy_.title, policy_.title_span, true);
    for (const auto& one : policy_.enums) members(one);
    for (const auto& one : policy_.tables) names(one);
    for (const auto& one : policy_.judgements) {
      text(Role::Question, one.name, one.asks, one.span);
      if (one.from) text(Role::Origin, one.name, *one.from, one.span);
    }
    for (const auto& one : policy_.defines) {
      if (one.holds) text(Role::Phrase, one.name, *one.holds, one.span);
      if (one.does_not_hold) text(Role::Phrase, one.name, *one.does_not_hold, one.span);
    }
    for (const auto& section : policy_.sections) {
      for (const auto& clause : section.clauses) this->clause(section, clause);
    }
    return std::move(places_);
  }

 private:
  void clause(const model::Section& section, const model::Clause& clause) {
    plain(Role::ClauseLabel, clause.label, clause.label, clause.label_span, false);
    plain(Role::Quote, clause.label, clause.quote, clause.quote_span, false);
    plain(Role::Gist, clause.label, clause.gist, clause.span, true);
    plain(Role::Reason, clause.label, clause.reason, clause.span, true);
    for (std::uint32_t norm : clause.norms) {
      const model::Norm& said = section.norms[norm];
      plain(Role::ClauseLabel, clause.label, said.name, said.name_span, false);
      once(Role::Quote, clause.label, said.quote, said.quote_span, false);
      once(Role::Gist, clause.label, said.gist, said.gist_span, true);
      if (said.otherwise) text(Role::Message, clause.label, *said.otherwise, said.span);
    }
  }

  /// Labels of members. The choices of a reading are members of an enum, too.
  void members(const model::Enum& one) {
    bool is_reading = std::ranges::any_of(policy_.readings, [&](const model::Reading& reading) {
      return &policy_.enums[reading.enum_id] == &one;
    });
    for (const auto& member : one.members) {
      bool has_label = member.label != member.name;
      plain(is_reading ? Role::Choice : Role::Label, one.name, member.label, member.span, has_label);
    }
  }

  void names(const model::Table& table) {
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      bool is_name =
          table.columns[column].name == "name" && table.columns[column].type.is(model::TypeKind::Text);
      if (!is_name) continue;
      for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const model::Value& cell = table.rows[row][column];
        if (cell.state != model::ValueState::Known) continue;
        plain(Role::Name, table.name, cell.text, table.span, true);
        places_.back().line = table.lines[row];
        places_.back().table = table.path;
      }
    }
  }

  void plain(Role role, const std::string& owner, const std::string& text, Span span, bool is_needed) {
    if (text.empty()) return;
    add(role, owner, key_of(text), span, is_needed).text = text;
  }

  /// Adds a text once: all norms of an exception have the exception's words.
  void once(Role role, const std::string& owner, const std::string& text, Span span, bool is_needed) {
    if (text.empty() || !collected_.insert({span.file, span.begin}).second) return;
    plain(role, owner, text, span, is_needed);
  }

  void text(Role role, const std::string& owner, const model::Text& text, Span span) {
    bool has_words = std::ranges::any_of(text, [](const model::TextPart& part) { return !part.hole; });
    if (text.empty()) return;
    TranslatableText& place = add(role, owner, key_of(text), span, has_words);
    place.has_holes = true;  // also where it has none: the program finds translations of such texts by place
  }

  TranslatableText& add(Role role, const std::string& owner, std::string key, Span span, bool is_needed) {
    TranslatableText& place = places_.emplace_back();
    place.role = role;
    place.owner = owner;
    place.key = std::move(key);
    place.is_needed = is_needed;
    place.file = span.file;
    if (sources_ && span.has_place()) place.line = sources_->locate(span.file, span.begin).line;
    return place;
  }

  const model::Model& policy_;
  const Sources* sources_;
  std::vector<TranslatableText> places_;
  std::set<std::pair<FileId, std::uint32_t>> collected_;  ///< places of the words that were added
};

std::string doubled(std::string_view text) {
  std::string result;
  for (char c : text) {
    result += c;
    if (c == '{' || c == '}') result += c;
  }
  return result;
}

}  // namespace

const char* to_string(Role role) {
  switch (role) {
    case Role::Title:
      return "title";
    case Role::Gist:
      return "gist";
    case Role::Quote:
      return "quote";
    case Role::Reason:
      return "reason";
    case Role::Message:
      return "message";
    case Role::Phrase:
      return "phrase";
    case Role::Question:
      return "question";
    case Role::Origin:
      return "from";
    case Role::Label:
      return "label";
    case Role::Choice:
      return "choice";
    case Role::Name:
      return "name";
    case Role::ClauseLabel:
      return "clause";
  }
  return "";
}

std::vector<TranslatableText> texts_of(const model::Model& policy, const Sources* sources) {
  return TextCollector(policy, sources).run();
}

std::string with_single_blanks(std::string_view text) {
  std::string result;
  for (char c : text) {
    const bool is_blank = std::string_view(" \t\n\r\f\v").find(c) != std::string_view::npos;
    if (!is_blank) {
      result += c;
    } else if (!result.empty() && result.back() != ' ') {
      result += ' ';
    }
  }
  if (result.ends_with(' ')) result.pop_back();
  return result;
}

std::string key_of(std::string_view plain) {
  return with_single_blanks(doubled(plain));
}

std::string key_of(const model::Text& text) {
  std::string result;
  for (const model::TextPart& part : text) result += part.hole ? part.text : doubled(part.text);
  return with_single_blanks(result);
}

std::vector<WrittenPart> split(std::string_view written) {
  std::vector<WrittenPart> pieces;
  std::string plain;
  for (std::size_t at = 0; at < written.size();) {
    char c = written[at];
    bool is_doubled = (c == '{' || c == '}') && at + 1 < written.size() && written[at + 1] == c;
    std::size_t end = at + 1;
    if (c == '{' && !is_doubled) {
      std::size_t depth = 1;
      for (; end < written.size() && depth > 0; ++end) {
        depth += written[end] == '{' ? 1 : 0;
        depth -= written[end] == '}' ? 1 : 0;
      }
      if (depth == 0) {
        if (!plain.empty()) pieces.push_back({std::move(plain), false});
        plain.clear();
        pieces.push_back({std::string(written.substr(at, end - at)), true});
        at = end;
        continue;
      }
      end = at + 1;
    }
    plain += c;
    at = is_doubled ? at + 2 : end;
  }
  if (!plain.empty()) pieces.push_back({std::move(plain), false});
  return pieces;
}

}  // namespace precept::translation
