// Files of tests: items, the table of cases, data.
#include <algorithm>

#include "authoring/format/planner.h"

namespace precept::format {

namespace {

enum class Kind { Other, Given, Change };
struct Part {
  std::size_t first = 0;
  Kind kind = Kind::Other;
};

}  // namespace

void Planner::tests(const ast::TestFile& file) {
  if (!file.policy.text.empty()) header(file.tests.empty() ? tokens_.size() : at(file.tests[0].span));
  for (const ast::Test& it : file.tests) {
    const std::size_t first = at(it.span);
    unit(first, {0, 2 * kStep, 2}, Break::Always);
    place(behind(first)).line = Break::Never;
    chunk(first, last_within(it.span));
    test(it);
  }
}

void Planner::test(const ast::Test& it) {
  std::vector<Part> parts;
  if (!it.case_names.empty()) parts.push_back({before(at(it.case_names[0].span))});
  if (it.has_given) parts.push_back({before(at(it.record.span)), Kind::Given});
  for (const ast::DocumentEdit& each : it.changes) {
    parts.push_back({at(each.span), Kind::Change});
    change(each);
  }
  for (const ast::Attest& each : it.attests) {
    parts.push_back({at(each.span), Kind::Change});
    called(each.judgement);
    for (const ast::Datum* part : {each.about, each.value, each.by, each.on}) datum(part);
  }
  for (const ast::Under& each : it.readings)
    parts.push_back({before(before(at(each.reading.span))), Kind::Change});
  for (const ast::Expectation& each : it.expectations) {
    parts.push_back({at(each.span)});
    for (std::size_t token = at(each.span); token <= last_within(each.span); ++token)
      place(token).is_as_written = true;
  }
  std::ranges::sort(parts, {}, &Part::first);
  Kind above = Kind::Other;
  for (const Part& part : parts) {
    if (part.kind != Kind::Change) above = part.kind;
    const std::size_t indent = part.kind == Kind::Change && above == Kind::Given ? 2 * kStep : kStep;
    unit(part.first, {indent, indent + kStep, &part == parts.data() ? 0U : 1U}, Break::Always);
  }
  datum(it.document);
  cases(it);
}

void Planner::change(const ast::DocumentEdit& it) {
  for (const ast::PlaceStep& step : it.place) {
    if (step.form == ast::PlaceStepForm::Field) place(at(step.span)).is_called = true;
  }
  datum(it.value);
}

void Planner::datum(const ast::Datum* it) {
  if (it == nullptr) return;
  const std::size_t first = at(it->span);
  if (is_token(first) && tokens_[first].is_sign("-")) place(first).is_prefix = true;
  for (const ast::Datum* item : it->items) datum(item);
  for (const ast::DatumEntry& entry : it->entries) datum(entry.value);
}

// ---- cases -------------------------------------------------------------------------------------

/// The bars of a row, the last one included where it has one.
std::vector<std::size_t> Planner::bars_of(const ast::CaseRow& row) const {
  std::vector<std::size_t> bars;
  const std::size_t last = last_within(row.span);
  for (std::size_t token = at(row.span); token <= last; ++token) {
    if (tokens_[token].is_sign("|")) bars.push_back(token);
  }
  return bars;
}

/// The columns of a line from one token up to another, as they will be written.
std::size_t Planner::width_between(std::size_t first, std::size_t end) const {
  std::size_t width = 0;
  for (std::size_t token = first; token < end; ++token) {
    width += width_of(tokens_[token].text);
    if (token + 1 < end)
      width +=
          blanks_between(tokens_[token], plan_.places[token], tokens_[token + 1], plan_.places[token + 1]);
  }
  return width;
}

/// Cells stand level; the names above them do not, since most are longer than their cells.
void Planner::cases(const ast::Test& it) {
  std::vector<std::size_t> widths;
  bool is_plain = true;  // each row is on one line
  ++blocks_;
  for (const ast::CaseRow& row : it.rows) {
    for (const ast::Datum* cell : row.cells) datum(cell);
    const std::vector<std::size_t> bars = bars_of(row);
    unit(bars[0], {2 * kStep, 3 * kStep, 0}, Break::Always);
    place(bars[0]).block = blocks_;
    for (std::size_t i = 0; i < bars.size(); ++i) {
      if (i > 0) place(bars[i]).line = Break::Never;
      const std::size_t end = i + 1 < bars.size() ? bars[i + 1] : last_within(row.span) + 1;
      if (end > bars[i] + 1) place(bars[i] + 1).line = Break::Never;
      is_plain = is_plain && tokens_[bars[i]].line == tokens_[end - 1].last_line;
      const std::size_t width = width_between(bars[i] + 1, end);
      if (widths.size() <= i) widths.resize(i + 1);
      widths[i] = std::max(widths[i], width);
    }
  }
  if (!is_plain) return;
  for (const ast::CaseRow& row : it.rows) {
    const std::vector<std::size_t> bars = bars_of(row);
    for (std::size_t i = 1; i < bars.size(); ++i)
      place(bars[i]).padding = widths[i - 1] - width_between(bars[i - 1] + 1, bars[i]);
  }
}

}  // namespace precept::format
