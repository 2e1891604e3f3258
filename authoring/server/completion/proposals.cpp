#include "authoring/server/completion/proposals.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "authoring/server/knowledge/describe.h"

namespace precept::server {

using analysis::Declaration;
using analysis::DeclarationKind;

namespace {

constexpr int kSnippetFormat = 2;

ProposalKind proposal_kind(DeclarationKind kind) {
  switch (kind) {
    case DeclarationKind::Enum:
      return ProposalKind::Enum;
    case DeclarationKind::Member:
    case DeclarationKind::Choice:
      return ProposalKind::EnumMember;
    case DeclarationKind::Record:
      return ProposalKind::Struct;
    case DeclarationKind::Table:
      return ProposalKind::Class;
    case DeclarationKind::Field:
    case DeclarationKind::Column:
      return ProposalKind::Field;
    case DeclarationKind::Definition:
    case DeclarationKind::Judgement:
      return ProposalKind::Function;
    case DeclarationKind::Act:
      return ProposalKind::Event;
    case DeclarationKind::Clause:
    case DeclarationKind::Norm:
      return ProposalKind::Reference;
    default:
      return ProposalKind::Variable;
  }
}

/// What a word brings with it, with places to fill in.
std::string_view snippet_of(std::string_view word) {
  static const std::map<std::string_view, std::string_view> kSnippets = {
      {"clause", "clause ${1:label}\n  quote \"$2\"\n  shall ensure $0"},
      {"define", "define ${1:name}(${2:x}: ${3:Record}): ${4:truth}\n  = $0"},
      {"judgement", "judgement ${1:name}(${2:x}: ${3:Record})\n  asks \"$0\""},
      {"record", "record ${1:Name}\n  ${2:field} : ${3:text}$0"},
      {"enum", "enum ${1:Name}\n  $0"},
      {"table", "table ${1:Name} from \"${2:file.csv}\" key ${3:column}\n  ${3:column} : text$0"},
      {"reading", "reading ${1:name}\n  ${2:choice} \"$3\" default\n  ${4:choice} \"$0\""},
      {"about", "about ${1:Record} ${2:x}$0"},
      {"some", "some ${1:x} in ${2:xs} satisfies $0"},
      {"every", "every ${1:x} in ${2:xs} satisfies $0"},
      {"count", "count(${1:x} in ${2:xs} where $0)"},
      {"count distinct", "count distinct (${1:x} in ${2:xs} by $0)"},
      {"sum", "sum(${1:x} in ${2:xs} by $0)"},
      {"the", "the ${1:x} in ${2:xs} where $0"},
      {"first", "first ${1:x} in ${2:xs} by $0"},
      {"if", "if ${1:c} then ${2:a} else $0"},
      {"quote", "quote \"$0\""},
      {"gist", "gist \"$0\""},
      {"otherwise", "otherwise \"$0\""},
      {"not encoded", "not encoded \"$0\""},
      {"not checkable", "not checkable \"$0\""},
      {"informative", "informative \"$0\""},
      {"let", "let ${1:name} = $0"},
      {"test", "test \"$1\"\n  given $2\n  expect $0"}};
  auto found = kSnippets.find(word);
  return found == kSnippets.end() ? "" : found->second;
}

}  // namespace

Json& Proposals::add(std::string_view label, ProposalKind kind, std::string_view detail,
                     std::string_view meaning) {
  Json item = {{"label", std::string(label)},
               {"kind", static_cast<int>(kind)},
               {"sortText", fmt::format("{}{}", rank_, label)},
               {"filterText", std::string(label)},
               {"textEdit", text_edit(range_json(document_, begin_, cursor_.offset, context_.encoding()),
                                      std::string(label))}};
  if (!detail.empty()) item["detail"] = std::string(detail);
  if (!meaning.empty()) item["documentation"] = markdown(std::string(meaning));
  items_.push_back(std::move(item));
  return items_.back();
}

void Proposals::add_snippet(std::string_view label, ProposalKind kind, std::string_view detail,
                            std::string_view meaning, std::string snippet) {
  Json& item = add(label, kind, detail, meaning);
  if (!context_.client.snippets || snippet.empty()) return;
  item["insertTextFormat"] = kSnippetFormat;
  item["textEdit"]["newText"] = std::move(snippet);
}

void Proposals::add_words(WordPlace place) {
  for (const LanguageWord& word : language_words()) {
    if (word.place == place)
      add_snippet(word.word, ProposalKind::Keyword, {}, word.meaning, std::string(snippet_of(word.word)));
  }
}

bool Proposals::has(std::string_view label) const {
  return std::ranges::any_of(items_, [&](const Json& each) { return each["label"] == label; });
}

void Proposals::add_declaration(const PolicyState& policy, analysis::DeclarationId declaration) {
  const Declaration& it = policy.analysis->declarations()[declaration];
  if (has(it.name)) return;
  const bool is_called = it.kind == DeclarationKind::Definition || it.kind == DeclarationKind::Judgement;
  std::string snippet;
  if (is_called) {
    std::vector<std::string> holes;
    for (const std::string& parameter : parameters_of(policy, declaration))
      holes.push_back(fmt::format("${{{}:{}}}", holes.size() + 1, parameter.substr(0, parameter.find(':'))));
    if (!holes.empty()) snippet = fmt::format("{}({})", it.name, fmt::join(holes, ", "));
  }
  add_snippet(it.name, proposal_kind(it.kind), line_of(policy, declaration), {}, std::move(snippet));
}

}  // namespace precept::server
