// What can be folded, what is selected next, and the file in its one layout.
#include <algorithm>
#include <set>

#include "authoring/server/features/features.h"

namespace precept::server {

namespace {

/// Folds by indentation and by runs of comments, which needs no tree and so works in any state of the text.
class Folds {
 public:
  explicit Folds(const Document& document) : document_(document) {}

  Json all() {
    for (std::uint32_t line = 0; line < document_.lines.count(); ++line) {
      const std::string_view text = line_text(line);
      const std::size_t depth = text.find_first_not_of(" \t");
      if (depth == std::string_view::npos) continue;
      const bool is_comment = text.substr(depth).starts_with("--");
      if (is_comment) {
        comments_ = comments_ ? comments_ : std::optional(line);
        last_comment_ = line;
        continue;
      }
      end_comments();
      while (!open_.empty() && open_.back().depth >= depth) close();
      open_.push_back({line, depth});
      last_code_ = line;
    }
    end_comments();
    while (!open_.empty()) close();
    std::ranges::sort(folds_, {}, &Fold::begin);
    Json result = Json::array();
    for (const Fold& fold : folds_)
      result.push_back({{"startLine", fold.begin}, {"endLine", fold.end}, {"kind", fold.kind}});
    return result;
  }

 private:
  struct Fold {
    std::uint32_t begin, end;
    const char* kind;
  };
  struct Open {
    std::uint32_t line;
    std::size_t depth;
  };
  std::string_view line_text(std::uint32_t line) const {
    const std::uint32_t begin = document_.lines.begin_of(line);
    return std::string_view(document_.text)
        .substr(begin, document_.lines.end_of(document_.text, line) - begin);
  }
  void end_comments() {
    if (comments_ && *comments_ < last_comment_) folds_.push_back({*comments_, last_comment_, "comment"});
    comments_.reset();
  }
  void close() {
    if (last_code_ > open_.back().line) folds_.push_back({open_.back().line, last_code_, "region"});
    open_.pop_back();
  }

  const Document& document_;
  std::vector<Open> open_;
  std::optional<std::uint32_t> comments_;
  std::uint32_t last_comment_ = 0, last_code_ = 0;
  std::vector<Fold> folds_;
};

/// The ranges around a place, from the inside out: word, expressions, item, clause, section, file.
std::vector<Span> ranges_around(const Spot& spot) {
  std::vector<Span> result;
  auto add = [&](Span span) {
    const bool is_around = span.file == spot.file && span.begin <= spot.offset && spot.offset <= span.end;
    if (is_around && span.end > span.begin) result.push_back(span);
  };
  for (const SourceToken& token : spot.policy->parsed(spot.file)->entry.parsed->tokens) add(token.span);
  std::vector<const ast::Expr*> open;
  auto add_norm = [&](auto& self, const ast::Item& item) -> void {
    add(item.span);
    open.push_back(item.expr);
    if (item.norm != nullptr) {
      add(item.norm->span);
      open.insert(open.end(), {item.norm->ensures, item.norm->when, item.norm->unless});
      for (const ast::Item& each : item.norm->exceptions) self(self, each);
    }
    for (const ast::Item& each : item.items) self(self, each);
  };
  for (const ast::Statement& statement : spot.policy->parsed(spot.file)->tree->statements) {
    add(statement.span);
    open.push_back(statement.expr);
    if (statement.define != nullptr) open.push_back(statement.define->body);
    for (const ast::LetDecl& let : statement.lets) open.push_back(let.expr);
    if (statement.clause != nullptr)
      for (const ast::Item& item : statement.clause->items) add_norm(add_norm, item);
  }
  while (!open.empty()) {
    const ast::Expr* expr = open.back();
    open.pop_back();
    if (expr == nullptr) continue;
    add(expr->span);
    open.insert(open.end(), {expr->left, expr->right, expr->third, expr->filter});
    open.insert(open.end(), expr->items.begin(), expr->items.end());
  }
  for (const analysis::Declaration& each : spot.analysis().declarations()) add(each.span);
  add({spot.file, 0, static_cast<std::uint32_t>(spot.text().size())});
  return result;
}

/// Each range within the next one.
std::vector<Span> nested(std::vector<Span> ranges) {
  std::ranges::sort(ranges, {}, [](Span span) { return std::pair(span.end - span.begin, span.begin); });
  std::vector<Span> result;
  for (Span each : ranges) {
    const bool is_around =
        result.empty() || (each.begin <= result.back().begin && result.back().end <= each.end &&
                           (each.begin != result.back().begin || each.end != result.back().end));
    if (is_around) result.push_back(each);
  }
  return result;
}

}  // namespace

Json folding_ranges(const Context& context, const Json& params) {
  return Folds(document_of(context, params)).all();
}

Json selection_ranges(const Context& context, const Json& params) {
  const Document& document = document_of(context, params);
  Json result = Json::array();
  for (const Json& at : member(params, "positions")) {
    const std::uint32_t offset = document.lines.offset(document.text, position_of(at), context.encoding());
    const Spot spot = spot_at(context, document, offset);
    Json range = {{"range", range_json(document, 0, static_cast<std::uint32_t>(document.text.size()),
                                       context.encoding())}};
    if (spot.is_known()) {
      const std::vector<Span> ranges = nested(ranges_around(spot));
      for (auto each = ranges.rbegin(); each != ranges.rend(); ++each) {
        Json inner = {{"range", range_json(*spot.policy, *each, context.encoding())}};
        if (inner["range"] == range["range"]) continue;
        inner["parent"] = std::move(range);
        range = std::move(inner);
      }
    }
    result.push_back(std::move(range));
  }
  return result;
}

Json formatting(const Context& context, const Json& params) {
  const Document& document = document_of(context, params);
  const auto& format = context.workspace.hooks().format;
  if (!format) throw RequestError(ErrorCode::MethodNotFound, "there is no formatter here");
  if (kind_of(document.path) != DocumentKind::Policy && kind_of(document.path) != DocumentKind::Tests)
    return nullptr;
  const std::string laid_out = format(document.path.string(), document.text);
  if (laid_out.empty() || laid_out == document.text) return Json::array();
  // Only what differs is changed, so that the editor keeps its marks elsewhere.
  std::size_t same = 0, rest = 0;
  const std::size_t most = std::min(laid_out.size(), document.text.size());
  while (same < most && laid_out[same] == document.text[same]) ++same;
  while (same > 0 && document.text[same - 1] != '\n') --same;
  while (rest < most - same &&
         laid_out[laid_out.size() - 1 - rest] == document.text[document.text.size() - 1 - rest])
    ++rest;
  while (rest > 0 && document.text[document.text.size() - rest - 1] != '\n') --rest;
  const auto begin = static_cast<std::uint32_t>(same),
             end = static_cast<std::uint32_t>(document.text.size() - rest);
  return Json::array({text_edit(range_json(document, begin, end, context.encoding()),
                                laid_out.substr(same, laid_out.size() - rest - same))});
}

}  // namespace precept::server
