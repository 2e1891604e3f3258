#include "compiler/check/sizes.h"

#include "base/limits.h"

namespace precept::checking {

namespace {

class LimitChecker {
 public:
  explicit LimitChecker(Context& context) : context_(context) {}

  void run() {
    for (const model::Section& section : context_.model.sections) this->section(section);
    for (const auto& define : context_.model.defines) {
      if (define.holds) text(*define.holds, define.span);
      if (define.does_not_hold) text(*define.does_not_hold, define.span);
    }
    for (const auto& judgement : context_.model.judgements) {
      text(judgement.asks, judgement.span);
      if (judgement.from) text(*judgement.from, judgement.span);
    }
  }

 private:
  void section(const model::Section& section) {
    at_most(section.clauses.size(), limits::kClauses, "clauses of one `about`", section.span);
    at_most(section.norms.size(), limits::kNorms, "norms of one `about`", section.span);
    for (const model::Norm& norm : section.norms) {
      if (norm.otherwise) text(*norm.otherwise, norm.span);
    }
  }

  void text(const model::Text& parts, Span place) {
    std::size_t bytes = 0, holes = 0;
    for (const model::TextPart& part : parts) {
      if (part.hole) {
        ++holes;
      } else {
        bytes += part.text.size();
      }
    }
    at_most(bytes, limits::kMessageBytes, "bytes of a text with holes", place);
    at_most(holes, limits::kHoles, "holes of a text", place);
  }

  void at_most(std::size_t count, std::uint64_t most, std::string_view what, Span place) {
    if (count <= most) return;
    context_.report(DiagnosticKind::TooComplex, place,
                    fmt::format("{} {}; there may be at most {}", count, what, most));
  }

  Context& context_;
};

}  // namespace

void check_sizes(Context& context) {
  LimitChecker(context).run();
}

}  // namespace precept::checking
