#include "runtime/repair/changes.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/decimal.h"
#include "base/moment.h"
#include "runtime/document/judgement_subjects.h"
#include "runtime/phrasing/wording.h"
#include "runtime/program/levels.h"

namespace precept {

using program::Form;

namespace {

/// The form of a column's values; for a list of single values, of its elements.
Form form_of(const program::Field& field, std::uint32_t column) {
  return field.element_column == column ? field.element : field.form;
}

/// A day where any would do: a bound of the range, else an ordinary day.
std::int64_t some_day(Interval range, std::int64_t first, std::int64_t last) {
  constexpr std::int64_t kAnyDay = 730'119;  // 2000-01-01
  if (range.low > first) return range.low;
  return range.high < last ? range.high : kAnyDay;
}

}  // namespace

ChangeMaker::ChangeMaker(const RunView& view, const DocumentPlaces& places, const Fields& fields, Day today,
                         const Catalogue& words)
    : view_(view), places_(places), fields_(fields), today_(today), words_(words) {}

std::vector<Changes> ChangeMaker::changes(const Plan& plan) {
  given_.clear();
  std::vector<std::vector<Change>> options;
  // Judgements come last, as they are about names that other targets may give.
  for (bool judges : {false, true}) {
    for (const Target& target : plan.targets) {
      if ((target.kind == Target::Kind::Judge) != judges) continue;
      options.push_back(this->options(target));
      if (options.back().empty()) return {};
      repeat(target, options);
    }
  }
  auto with = [&](std::size_t place, std::size_t choice) {
    Changes result;
    for (std::size_t i = 0; i < options.size(); ++i) result.push_back(options[i][i == place ? choice : 0]);
    return result;
  };
  std::vector<Changes> result = {with(0, 0)};
  for (std::size_t place = 0; place < options.size(); ++place) {
    for (std::size_t choice = 1; choice < options[place].size(); ++choice)
      result.push_back(with(place, choice));
  }
  if (options.empty()) result = {Changes{}};
  return result;
}

/// Repeats the options for each of several new elements.
void ChangeMaker::repeat(const Target& target, std::vector<std::vector<Change>>& options) {
  for (std::uint32_t more = 1; target.kind == Target::Kind::Append && more < target.count; ++more) {
    std::vector<Change> next = options.back();
    for (Change& change : next) {
      std::size_t slash = change.pointer.rfind('/');
      change.pointer = fmt::format("{}/{}", change.pointer.substr(0, slash),
                                   std::stoul(change.pointer.substr(slash + 1)) + 1);
    }
    options.push_back(std::move(next));
  }
}

std::vector<Change> ChangeMaker::options(const Target& target) {
  std::vector<Change> found;
  switch (target.kind) {
    case Target::Kind::Value:
      found = value(target);
      break;
    case Target::Kind::Judge:
      found = judge(target);
      break;
    case Target::Kind::Append:
      found = append(target);
      break;
    case Target::Kind::RemoveElement:
      found = {drop(target)};
      break;
    case Target::Kind::Withdraw:
      break;
  }
  for (Change& change : found) change.clauses = target.clauses;
  return found;
}

// ---- values ------------------------------------------------------------------------------------------

std::vector<Change> ChangeMaker::value(const Target& target) {
  const program::Column& described = view_.columns[target.id];
  Change change{.pointer = fields_.pointer(target.id, target.row)};
  bool was_there = false, was_none = false;
  const ColumnData& data = view_.document.columns[target.id];
  switch (described.kind) {
    case RegisterKind::Set:
      was_none = (data.masks[target.row] & kNoneSet) != 0;
      was_there = (data.masks[target.row] & (kUnknownSet | kNoneSet)) == 0;
      break;
    case RegisterKind::Int: {
      Interval held{data.low[target.row], data.high.empty() ? data.low[target.row] : data.high[target.row]};
      was_none = held.is_none();
      was_there = held.is_exact();
      break;
    }
    case RegisterKind::Code:
    case RegisterKind::Truth:
    case RegisterKind::Result: {
      std::int32_t code = view_.document.code(view_.program, target.id, target.row);
      was_none = code == kNone;
      was_there = code >= 0;
    }
  }
  const bool is_of_record = this->is_of_record(described.level);
  if (target.domain.form == Domain::Form::None) {
    change.kind = Change::Kind::Remove;
    change.is_fixed = fields_.is_fixed(target.id);
    change.changes_record = is_of_record;
    return {change};
  }
  change.kind = was_there ? Change::Kind::Edit : Change::Kind::Supply;
  change.is_fixed = was_there && fields_.is_fixed(target.id);
  change.changes_record = was_there && is_of_record;
  // Where acts are recorded, even a recorded none may mean that nobody wrote the value down.
  change.must_be_found_out = !was_there && (!was_none || is_of_record);
  std::vector<Change> found;
  for (std::string& json : values(target.id, target.row, target.domain)) {
    found.push_back(change);
    found.back().value = std::move(json);
  }
  const program::Field& field = fields_.of_column(target.id);
  const Form form = form_of(field, target.id);
  for (Change& one : found) {
    if (is_blank(form, target.domain, one.value)) one.blanks = {one.pointer};
    if (found.size() > 1 || (form == Form::Date && !was_there)) one.examples = {one.pointer};
  }
  return found;
}

/// Whether rows of the level are, or belong to, subjects whose acts the document records.
bool ChangeMaker::is_of_record(std::uint32_t level) const {
  return std::ranges::any_of(view_.sections, [&](const program::Section& section) {
    auto acts = Program::in(view_.program.acts, section.acts);
    bool is_about =
        level == section.level || (section.level != 0 && is_at_or_above(view_.levels, section.level, level));
    return is_about &&
           std::ranges::any_of(acts, [](const program::Act& act) { return act.exercised != kAbsent; });
  });
}

/// Whether any value would do: a date without conditions, or a text that people fill in.
bool ChangeMaker::is_blank(Form form, const Domain& wish, std::string_view json) {
  if (form == Form::Text) return json.substr(1).starts_with(kAnyText);
  if (form != Form::Date) return false;
  return wish.form == Domain::Form::Codes && (wish.is_complement || wish.codes.empty());
}

std::vector<std::string> ChangeMaker::values(std::uint32_t column, std::uint32_t row, const Domain& wish) {
  const program::Field& field = fields_.of_column(column);
  const Form form = form_of(field, column);
  const ColumnData& data = view_.document.columns[column];
  switch (form) {
    case Form::Truth:
    case Form::Enum:
    case Form::Key:
      return listed(field, form, wish);
    case Form::Object:
      return {"{}"};
    case Form::List:
      return {"[]"};
    case Form::Text:
      return texts(column, row, wish);
    case Form::Set:
      return {masked(column, row, wish)};
    case Form::Date: {
      std::int32_t code = view_.document.code(view_.program, column, row);
      return in_range(form, code >= 0 ? std::optional<std::int64_t>(code) : std::nullopt, wish);
    }
    case Form::Int:
    case Form::Number:
    case Form::Duration:
    case Form::Months:
    case Form::Moment:
    case Form::Hours: {
      bool is_known = data.high.empty() || data.low[row] == data.high[row];
      return in_range(form, is_known ? std::optional(data.low[row]) : std::nullopt, wish);
    }
  }
  return {};
}

std::vector<std::string> ChangeMaker::listed(const program::Field& field, Form form, const Domain& wish) {
  std::vector<std::string> found;
  const auto count = static_cast<std::int32_t>(fields_.code_count(field, form));
  auto add = [&](std::int32_t code) {
    const bool is_there =
        code >= 0 && code < count;  // a wish to differ from an open value may have codes out of range
    if (is_there && found.size() < kMostValues) found.push_back(fields_.code_json(field, form, code));
  };
  if (!wish.is_complement) {
    for (std::int32_t code : wish.codes) add(code);
    return found;
  }
  for (std::int32_t code = 0; code < count; ++code) {
    if (wish.accepts(code)) add(code);
  }
  return found;
}

/// A text for a person to replace, which the document does not yet have: "new Supporter".
std::vector<std::string> ChangeMaker::texts(std::uint32_t column, std::uint32_t row, const Domain& wish) {
  std::vector<std::string> found;
  if (!wish.is_complement) {
    for (std::int32_t code : wish.codes) {
      const bool is_there = code >= 0 && static_cast<std::size_t>(code) < view_.document.texts.size();
      if (is_there && found.size() < kMostValues)
        found.push_back(json_string(view_.document.texts.text(code)));
    }
    return found;
  }
  const program::Column& described = view_.columns[column];
  std::string words = kAnyText;
  bool is_name = described.level != 0 && view_.levels[described.level].name_column == column;
  if (is_name) {
    const program::Field& list = fields_.of_list(described.level);
    words = words_(say::NewElement, view_.text(view_.program.objects[list.object].record));
  }
  std::string text = words;
  auto is_taken = [&] {
    return view_.document.texts.find(text) != kUnknown ||
           std::ranges::any_of(given_, [&](const auto& given) { return given.second == text; });
  };
  for (int number = 2; is_taken(); ++number) text = fmt::format("{} {}", words, number);
  given_[{column, row}] = text;
  return {json_string(text)};
}

/// The wished value that is nearest to the current one; without a current one a bound, or today.
std::vector<std::string> ChangeMaker::in_range(Form form, std::optional<std::int64_t> current,
                                               const Domain& wish) const {
  if (form == Form::Moment) return moments_in(current, wish);
  bool is_date = form == Form::Date;
  Interval range = wish.form == Domain::Form::Range ? wish.range : Interval::unknown();
  constexpr std::int64_t kFirstDay = 0, kLastDay = 2'932'896;  // 9999-12-31
  if (is_date) range = {std::max(range.low, kFirstDay), std::min(range.high, kLastDay)};
  if (range.low > range.high) return {};
  std::int64_t start = current.value_or(0);
  if (!current && is_date) start = today_ >= 0 ? today_ : some_day(range, kFirstDay, kLastDay);
  std::int64_t value = std::clamp(start, range.low, range.high);
  if (wish.form == Domain::Form::Codes && !wish.is_complement) {
    if (!wish.codes.empty()) value = wish.codes.front();  // there may be no wish for a new element yet
  } else if (wish.form == Domain::Form::Codes) {
    while (value >= 0 && !wish.accepts(value) && value < INT32_MAX) ++value;
  }
  if (is_date && (value < kFirstDay || value > kLastDay)) return {};
  if (is_date) return {json_string(format_date(static_cast<Day>(value)))};
  if (form == Form::Hours) return {json_string(format_hours(value))};
  return {form == Form::Number ? format_decimal(value) : std::to_string(value)};
}

/// The moment nearest to the current one, told with its offset; without one with that of UTC.
std::vector<std::string> ChangeMaker::moments_in(std::optional<std::int64_t> current,
                                                 const Domain& wish) const {
  const Interval range = wish.form == Domain::Form::Range ? wish.range : Interval::unknown();
  if (range.low > range.high) return {};
  // The wish is for instants: its ends may have offsets that there are not.
  const std::int64_t offset = current ? moment::offset_of(*current) : 0;
  const std::int64_t margin = moment::kGreatestOffset * moment::kMinute;
  const std::int64_t low = std::max(moment::instant_of(range.low), margin);
  const std::int64_t high =
      std::min(moment::instant_of(range.high), (std::int64_t{kLastDay} + 1) * moment::kDay - 1 - margin);
  if (low > high) return {};
  constexpr Day kSomeDay = 738'885;  // 2024-01-01
  const std::int64_t start =
      current ? moment::instant_of(*current) : (today_ >= 0 ? today_ : kSomeDay) * moment::kDay;
  return {json_string(format_moment(moment::at(std::clamp(start, low, high), offset)))};
}

std::string ChangeMaker::masked(std::uint32_t column, std::uint32_t row, const Domain& wish) {
  std::uint64_t held = view_.document.columns[column].masks[row];
  if ((held & (kUnknownSet | kNoneSet)) != 0) held = 0;
  return fields_.set_json(fields_.of_column(column), (held | wish.must) & ~wish.must_not);
}

// ---- judgements and elements -------------------------------------------------------------------------

std::vector<Change> ChangeMaker::judge(const Target& target) {
  const program::Judgement& judgement = view_.judgements[target.id];
  std::uint32_t level = judgement.level == kAbsent ? 0 : judgement.level;
  if (target.domain.codes.empty()) return {};
  Change change{.kind = Change::Kind::Attest, .pointer = "/attestations/-"};
  change.value = target.domain.codes.front() == 1 ? "true" : "false";
  change.judgement = view_.text(judgement.name);
  if (judgement.about_column != kAbsent) {
    auto given = given_.find({judgement.about_column, target.row});
    change.about = given != given_.end()
                       ? given->second
                       : JudgementSubjects(view_.program, view_.document).about({target.id, target.row});
  }
  change.asks = Wording(view_, places_).text(judgement.asks, level, target.row);
  for (std::size_t i = 0; i < view_.document.attestations.size(); ++i) {
    const Attestation& made = view_.document.attestations[i];
    if (made.judgement != target.id || made.row != target.row) continue;
    change.kind = Change::Kind::Overturn;
    change.pointer = fmt::format("/attestations/{}", attestation_number(made));
  }
  return {change};
}

std::vector<Change> ChangeMaker::append(const Target& target) {
  std::uint32_t level = target.id;
  const program::Field& list = fields_.of_list(level);
  std::uint32_t size = 0;
  const auto& offsets = view_.document.levels[level].offsets;
  if (target.row + 1 < offsets.size()) size = offsets[target.row + 1] - offsets[target.row];
  Change change{.kind = Change::Kind::Add};
  change.pointer = fmt::format("{}/{}", fields_.list_pointer(level, target.row), size);
  change.is_fixed = fields_.is_list_fixed(level);
  change.changes_record = is_of_record(level);
  if (list.element == Form::Object) {
    change.value = "{}";
    return {change};
  }
  std::vector<Change> found;
  auto add = [&](std::string json) {
    found.push_back(change);
    found.back().value = std::move(json);
    if (is_blank(list.element, target.domain, found.back().value)) found.back().blanks = {change.pointer};
  };
  if (list.element == Form::Text) {
    if (list.element_column == kAbsent) return add(json_string(kAnyText)), found;
    Domain any = Domain::all_but({});
    for (std::string& json :
         texts(list.element_column, kAbsent, target.domain.codes.empty() ? any : target.domain))
      add(std::move(json));
  } else if (list.element == Form::Int || list.element == Form::Number || list.element == Form::Duration ||
             list.element == Form::Months || list.element == Form::Date || list.element == Form::Moment ||
             list.element == Form::Hours) {
    for (std::string& json : in_range(list.element, std::nullopt, target.domain)) add(std::move(json));
  } else {
    Domain any = Domain::all_but({});
    bool is_open = target.domain.form == Domain::Form::Codes && target.domain.codes.empty();
    for (std::string& json : listed(list, list.element, is_open ? any : target.domain)) add(std::move(json));
  }
  return found;
}

Change ChangeMaker::drop(const Target& target) {
  Change change{.kind = Change::Kind::Remove, .pointer = places_.pointer(target.id, target.row)};
  change.is_fixed = fields_.is_list_fixed(target.id);
  change.changes_record = is_of_record(target.id);
  std::uint32_t names = view_.levels[target.id].name_column;
  if (names == kAbsent) return change;
  for (const Attestation& made : view_.document.attestations) {
    const program::Judgement& judgement = view_.judgements[made.judgement];
    bool is_about = judgement.about_column == names && judgement.level == target.id && made.row == target.row;
    if (is_about) change.also_removed.push_back(fmt::format("/attestations/{}", attestation_number(made)));
  }
  return change;
}

// ---- omissions ---------------------------------------------------------------------------------------

std::vector<Changes> ChangeMaker::withdrawals() {
  std::vector<Changes> found;
  std::set<std::string> seen;
  for (const Attestation& made : view_.document.attestations) {
    Change change{.kind = Change::Kind::Withdraw};
    change.pointer = fmt::format("/attestations/{}", attestation_number(made));
    change.judgement = view_.text(view_.judgements[made.judgement].name);
    if (made.about >= 0) change.about = view_.document.texts.text(made.about);
    if (seen.insert(change.pointer).second) found.push_back({std::move(change)});
  }
  return found;
}

std::vector<Changes> ChangeMaker::omissions(const Plan& plan) {
  std::vector<Changes> found;
  for (const Target& target : plan.targets) {
    if (target.kind != Target::Kind::Value) continue;
    const program::Field& field = fields_.of_column(target.id);
    bool would_be_missed = field.element_column != target.id && field.if_absent == program::IfAbsent::Unknown;
    if (!would_be_missed) continue;
    Change change{.kind = Change::Kind::Remove, .pointer = fields_.pointer(target.id, target.row)};
    change.is_fixed = fields_.is_fixed(target.id);
    change.clauses = target.clauses;
    found.push_back({std::move(change)});
  }
  return found;
}

/// The attestation's number in the document's list. Attestations are kept in that order, one for each entry
/// of the judgement that it answers.
std::size_t ChangeMaker::attestation_number(const Attestation& made) const {
  std::size_t number = 0;
  std::uint32_t last = 0;
  bool is_first = true;
  for (const Attestation& other : view_.document.attestations) {
    if (!is_first && other.place != last) ++number;
    is_first = false;
    last = other.place;
    if (other.place == made.place) return number;
  }
  return number;
}

}  // namespace precept
