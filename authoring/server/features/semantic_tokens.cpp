#include <array>

#include "authoring/server/features/features.h"

namespace precept::server {

using analysis::Declaration;
using analysis::DeclarationKind;

namespace {

enum TokenType : std::uint32_t {
  kNamespace,
  kType,
  kEnum,
  kEnumMember,
  kProperty,
  kParameter,
  kVariable,
  kFunction,
  kEvent,
  kLabel,
  kKeyword,
  kString,
  kNumber,
  kComment,
  kOperator
};
constexpr std::array kTokenNames = {"namespace", "type",     "enum",     "enumMember", "property",
                                    "parameter", "variable", "function", "event",      "label",
                                    "keyword",   "string",   "number",   "comment",    "operator"};
constexpr std::uint32_t kDeclarationBit = 1, kReadonlyBit = 2;

TokenType type_for(DeclarationKind kind) {
  switch (kind) {
    case DeclarationKind::Policy:
    case DeclarationKind::Module:
      return kNamespace;
    case DeclarationKind::Record:
    case DeclarationKind::Table:
    case DeclarationKind::Section:
      return kType;
    case DeclarationKind::Enum:
      return kEnum;
    case DeclarationKind::Member:
    case DeclarationKind::Choice:
      return kEnumMember;
    case DeclarationKind::Field:
    case DeclarationKind::Column:
      return kProperty;
    case DeclarationKind::Parameter:
      return kParameter;
    case DeclarationKind::Definition:
    case DeclarationKind::Judgement:
      return kFunction;
    case DeclarationKind::Act:
      return kEvent;
    case DeclarationKind::Clause:
    case DeclarationKind::Norm:
      return kLabel;
    default:
      return kVariable;
  }
}

struct ColouredToken {
  std::uint32_t begin, end, type, modifiers;
};

/// The tokens of a file in order, none within another, with names by what they mean.
class Colours {
 public:
  explicit Colours(const Spot& spot) : spot_(spot) {
    const Analysis& analysis = spot.analysis();
    for (const analysis::Use& use : analysis.uses()) {
      if (use.span.file == spot.file) named_[use.span.begin] = colour(use.span, use.declaration, 0);
    }
    for (analysis::DeclarationId id = 0; id < analysis.declarations().size(); ++id) {
      const Declaration& it = analysis.declarations()[id];
      if (it.name_span.file == spot.file && it.kind != DeclarationKind::Section)
        named_.emplace(it.name_span.begin, colour(it.name_span, id, kDeclarationBit));
    }
  }

  std::vector<ColouredToken> all() {
    const auto& tokens = spot_.policy->parsed(spot_.file)->entry.parsed->tokens;
    for (const SourceToken& token : tokens) {
      // A token within a string stands in one of its holes: the string goes on behind it.
      while (!strings_.empty() && token.span.begin >= strings_.back()) end_string();
      if (!strings_.empty()) add(at_, token.span.begin, kString, 0);
      if (token.kind == TokenKind::String) {
        at_ = token.span.begin;
        strings_.push_back(token.span.end);
        continue;
      }
      one(token);
      at_ = std::max(at_, token.span.end);
    }
    while (!strings_.empty()) end_string();
    return std::move(result_);
  }

 private:
  ColouredToken colour(Span span, analysis::DeclarationId id, std::uint32_t modifiers) const {
    const TokenType type = type_for(spot_.analysis().declarations()[id].kind);
    return {span.begin, span.end, type, modifiers | (type == kEnumMember ? kReadonlyBit : 0)};
  }
  void end_string() {
    add(at_, strings_.back(), kString, 0);
    at_ = std::max(at_, strings_.back());
    strings_.pop_back();
  }
  void add(std::uint32_t begin, std::uint32_t end, std::uint32_t type, std::uint32_t modifiers) {
    if (begin < end) result_.push_back({begin, end, type, modifiers});
  }
  void one(const SourceToken& token) {
    if (token.span.begin < at_ && strings_.empty()) return;  // within a label that was told
    if (auto named = named_.find(token.span.begin); named != named_.end()) {
      const ColouredToken& it = named->second;
      add(it.begin, it.end, it.type, it.modifiers);
      at_ = it.end;
      return;
    }
    switch (token.kind) {
      case TokenKind::Keyword:
        return add(token.span.begin, token.span.end, kKeyword, 0);
      case TokenKind::Number:
        return add(token.span.begin, token.span.end, kNumber, 0);
      case TokenKind::Comment:
        return add(token.span.begin, token.span.end, kComment, 0);
      case TokenKind::Sign:
        return add(token.span.begin, token.span.end, kOperator, 0);
      case TokenKind::Name:
      case TokenKind::String:
      case TokenKind::Mistake:
        return;
    }
  }

  const Spot& spot_;
  std::map<std::uint32_t, ColouredToken> named_;
  std::vector<std::uint32_t> strings_;  ///< ends of the strings that are open
  std::uint32_t at_ = 0;
  std::vector<ColouredToken> result_;
};

/// The protocol's numbers: each token from the one before, none over the end of a line.
Json encoded(const Spot& spot, const std::vector<ColouredToken>& tokens, std::uint32_t from,
             std::uint32_t until, Encoding encoding) {
  Json data = Json::array();
  const TextLines& lines = spot.document->lines;
  const std::string_view text = spot.text();
  Position last;
  for (const ColouredToken& token : tokens) {
    if (token.end <= from || token.begin >= until) continue;
    std::uint32_t begin = token.begin;
    while (begin < token.end) {
      const std::uint32_t line = lines.line_of(begin);
      const std::uint32_t end = std::min(token.end, lines.end_of(text, line));
      if (end > begin) {
        const Position at = lines.position(text, begin, encoding);
        data.push_back(at.line - last.line);
        data.push_back(at.line == last.line ? at.character - last.character : at.character);
        data.push_back(units_of(text.substr(begin, end - begin), encoding));
        data.push_back(token.type);
        data.push_back(token.modifiers);
        last = at;
      }
      if (line + 1 >= lines.count()) break;
      begin = lines.begin_of(line + 1);
    }
  }
  return {{"data", std::move(data)}};
}

}  // namespace

Json semantic_token_legend() {
  return {{"tokenTypes", kTokenNames}, {"tokenModifiers", {"declaration", "readonly"}}};
}

Json semantic_tokens(const Context& context, const Json& params) {
  const Document& document = document_of(context, params);
  const Spot spot = spot_at(context, document, 0);
  if (!spot.is_known()) return {{"data", Json::array()}};
  return encoded(spot, Colours(spot).all(), 0, static_cast<std::uint32_t>(document.text.size()),
                 context.encoding());
}

Json semantic_tokens_of_range(const Context& context, const Json& params) {
  const Document& document = document_of(context, params);
  const Json& range = member(params, "range");
  auto offset = [&](const char* end) {
    return document.lines.offset(document.text, position_of(member(range, end)), context.encoding());
  };
  const Spot spot = spot_at(context, document, 0);
  if (!spot.is_known()) return {{"data", Json::array()}};
  return encoded(spot, Colours(spot).all(), offset("start"), offset("end"), context.encoding());
}

}  // namespace precept::server
