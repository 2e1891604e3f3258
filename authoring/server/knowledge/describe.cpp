#include "authoring/server/knowledge/describe.h"

#include <fmt/format.h>

#include <algorithm>

namespace precept::server {

using analysis::Declaration;
using analysis::DeclarationId;
using analysis::DeclarationKind;

namespace {

bool covers(Span outer, Span inner) {
  return outer.file == inner.file && outer.begin <= inner.begin && inner.end <= outer.end;
}

std::string_view trimmed_line(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t\r");
  return begin == std::string_view::npos ? ""
                                         : line.substr(begin, line.find_last_not_of(" \t\r") - begin + 1);
}

/// The comment lines directly above the place, without their marks.
std::string comment_above(std::string_view text, std::uint32_t place) {
  std::string result;
  std::size_t begin = text.rfind('\n', place == 0 ? 0 : place - 1);
  while (begin != std::string_view::npos && begin > 0) {
    const std::size_t before = text.rfind('\n', begin - 1);
    const std::size_t line_begin = before == std::string_view::npos ? 0 : before + 1;
    const std::string_view line = trimmed_line(text.substr(line_begin, begin - line_begin));
    if (!line.starts_with("--") || line.starts_with("-- ----")) break;
    result = fmt::format("{}\n{}", trimmed_line(line.substr(2)), result);
    if (before == std::string_view::npos) break;
    begin = before;
  }
  return result;
}

std::string quoted_block(std::string_view words) {
  return fmt::format("\n> {}\n", words);
}

void add_clause(const PolicyState& policy, const ast::ClauseDecl& clause, std::string& to) {
  for (const ast::Item& item : clause.items) {
    if (item.text == nullptr) continue;
    switch (item.form) {
      case ast::ItemForm::Quote:
        to += quoted_block(fmt::format("“{}”", item.text->plain));
        break;
      case ast::ItemForm::Gist:
        to += fmt::format("\n{}\n", item.text->plain);
        break;
      case ast::ItemForm::Informative:
        to += fmt::format("\ninformative: {}\n", item.text->plain);
        break;
      case ast::ItemForm::NotCheckable:
        to += fmt::format("\nnot checkable: {}\n", item.text->plain);
        break;
      case ast::ItemForm::NotEncoded:
        to += fmt::format("\nnot encoded: {}\n", item.text->plain);
        break;
      default:
        break;
    }
  }
  if (!policy.lock) return;
  const auto paragraph = source_lock::find_paragraph(*policy.lock, clause.label.text);
  if (!paragraph) {
    to += fmt::format("\nNot a paragraph of {}.\n", policy.lock->source);
    return;
  }
  to += fmt::format("\nParagraph **{}** of {}", policy.lock->paragraphs[*paragraph].label(),
                    policy.lock->source);
  const std::vector<std::string> words = locked_words(policy, clause.label.text);
  to += words.empty() ? ".\n" : ", of which is quoted:\n";
  for (const std::string& each : words) to += fmt::format("- “{}”\n", each);
}

void add_text(std::string_view what, const ast::Text* text, std::string& to) {
  if (text != nullptr) to += fmt::format("\n{} “{}”\n", what, text->plain);
}

void add_members(std::span<const ast::EnumMember> members, std::string& to) {
  constexpr std::size_t kMost = 20;
  to += "\n";
  for (std::size_t i = 0; i < std::min(members.size(), kMost); ++i) {
    to += fmt::format("- `{}`", members[i].name.text);
    to += members[i].label.empty() ? "\n" : fmt::format(" {}\n", members[i].label);
  }
  if (members.size() > kMost) to += fmt::format("- and {} more\n", members.size() - kMost);
}

/// The rows of the table, as the last sound state of the policy had them.
void add_table(const PolicyState& policy, const ast::TableDecl& table, std::string& to) {
  to += fmt::format("\nfrom `{}`", table.path);
  const model::Model* model = policy.model_or_last();
  if (model != nullptr) {
    auto found = std::ranges::find(model->tables, table.name.text, &model::Table::name);
    if (found != model->tables.end()) to += fmt::format(", {} rows", found->rows.size());
  }
  to += "\n";
}

void add_statement(const PolicyState& policy, const Declaration& it, std::string& to) {
  const ast::Statement* statement = statement_of(policy, it);
  if (statement == nullptr) return;
  if (it.kind == DeclarationKind::Judgement && statement->judgement != nullptr) {
    add_text("asks", statement->judgement->asks, to);
    add_text("look at", statement->judgement->from, to);
    add_text("answered by", statement->judgement->by, to);
  } else if (it.kind == DeclarationKind::Definition && statement->define != nullptr) {
    add_text("says", statement->define->holds, to);
    add_text("or", statement->define->does_not_hold, to);
    if (statement->define->body != nullptr)
      to += "\n" + code_block(fmt::format("= {}", policy.sources.text(statement->define->body->span))) + "\n";
  } else if (it.kind == DeclarationKind::Enum && statement->enum_decl != nullptr) {
    add_members(statement->enum_decl->members, to);
  } else if (it.kind == DeclarationKind::Member && statement->enum_decl != nullptr) {
    auto member = std::ranges::find_if(statement->enum_decl->members, [&](const ast::EnumMember& each) {
      return each.name.span.begin == it.name_span.begin;
    });
    if (member != statement->enum_decl->members.end() && !member->label.empty())
      to += fmt::format("\n{}\n", member->label);
  } else if (it.kind == DeclarationKind::Table && statement->table != nullptr) {
    add_table(policy, *statement->table, to);
  } else if (statement->reading != nullptr) {
    add_text("how is this to be read:", statement->reading->quote, to);
    to += "\n";
    for (const ast::ChoiceDecl& choice : statement->reading->choices)
      to +=
          fmt::format("- `{}` {}{}\n", choice.name.text, choice.words, choice.is_default ? " (default)" : "");
  }
}

}  // namespace

const ast::Statement* statement_of(const PolicyState& policy, const Declaration& declaration) {
  const checking::PolicyFile* file = policy.parsed(declaration.name_span.file);
  if (file == nullptr) return nullptr;
  for (const ast::Statement& statement : file->tree->statements)
    if (covers(statement.span, declaration.name_span)) return &statement;
  return nullptr;
}

const ast::ClauseDecl* clause_at(const PolicyState& policy, Span label) {
  const ast::ClauseDecl* clause = clause_around(policy, label.file, label.begin);
  return clause != nullptr && clause->label.span.begin == label.begin ? clause : nullptr;
}

const ast::ClauseDecl* clause_around(const PolicyState& policy, FileId file, std::uint32_t offset) {
  const checking::PolicyFile* parsed = policy.parsed(file);
  if (parsed == nullptr) return nullptr;
  // What is being written behind a clause belongs to it, up to the next statement.
  const ast::ClauseDecl* last = nullptr;
  for (const ast::Statement& statement : parsed->tree->statements) {
    if (statement.span.begin > offset) break;
    last = statement.clause;
  }
  return last;
}

std::vector<std::string> parameters_of(const PolicyState& policy, DeclarationId declaration) {
  std::vector<std::string> result;
  for (const Declaration& each : policy.analysis->declarations()) {
    if (each.parent != declaration || each.kind != DeclarationKind::Parameter) continue;
    result.emplace_back(policy.sources.text(each.span));
  }
  return result;
}

std::string line_of(const PolicyState& policy, DeclarationId declaration) {
  const Analysis& analysis = *policy.analysis;
  const Declaration& it = analysis.declarations()[declaration];
  const std::string type = analysis.type_of(declaration);
  if (it.kind == DeclarationKind::Definition || it.kind == DeclarationKind::Judgement) {
    const std::vector<std::string> parameters = parameters_of(policy, declaration);
    std::string list = fmt::format("({})", fmt::join(parameters, ", "));
    if (parameters.empty()) list.clear();
    return fmt::format("{} {}{}: {}", it.kind == DeclarationKind::Definition ? "define" : "judgement",
                       it.name, list, type);
  }
  std::string line = fmt::format("{} {}", noun(it.kind), analysis.qualified_name(declaration));
  if (!type.empty() && it.kind != DeclarationKind::Member && it.kind != DeclarationKind::Choice)
    line += " : " + type;
  return line;
}

std::string description_of(const PolicyState& policy, DeclarationId declaration) {
  const Declaration& it = policy.analysis->declarations()[declaration];
  std::string result = code_block(line_of(policy, declaration)) + "\n";
  const std::string comment = comment_above(policy.text(it.span.file), it.span.begin);
  if (!comment.empty()) result += "\n" + comment;
  if (it.kind == DeclarationKind::Clause) {
    if (const ast::ClauseDecl* clause = clause_at(policy, it.name_span)) add_clause(policy, *clause, result);
  } else {
    add_statement(policy, it, result);
  }
  return result;
}

std::vector<std::string> locked_words(const PolicyState& policy, std::string_view label) {
  std::vector<std::string> result;
  if (!policy.lock) return result;
  const std::vector<std::size_t> paragraphs = source_lock::paragraphs_named(*policy.lock, label);
  for (const source_lock::LockedQuote& quote : policy.lock->quotes) {
    if (std::ranges::find(paragraphs, quote.paragraph) == paragraphs.end()) continue;
    if (std::ranges::find(result, quote.words) == result.end()) result.push_back(quote.words);
  }
  return result;
}

}  // namespace precept::server
