#include "checker/proof.h"

#include <algorithm>

#include "checker/facts.h"
#include "checker/rules.h"

namespace precept::checker {

Proof::Proof(ClauseTable& table, const Json& proof, const Readings& readings, const ReadDocument* document)
    : table_(table), json_(proof), document_(document), chosen_(readings), rows_(table.levels) {
  require(proof.is_object() && proof.size() == 3 && proof.at("facts").is_object(),
          "the proof has not its three parts");
  read_attestations(proof.at("attested"));
  read_steps(proof.at("steps"));
  lay_out();
}

/// Reads entries [judgement, pointer of what is attested or null, value], which must be sorted.
void Proof::read_attestations(const Json& attested) {
  require(attested.is_array(), "the attestations are no list");
  for (const Json& entry : attested) {
    require(entry.is_array() && entry.size() == 3, entry.dump() + " is no attestation");
    Attested what(entry[0].get<std::string>(), std::nullopt);
    if (!entry[1].is_null()) what.second = entry[1].get<std::string>();
    require(attested_.empty() || attested_.rbegin()->first < what, "the attestations are not in order");
    attested_[what] = table_.value_names.value(entry[2], {Kind::Truth, ""});
  }
}

void Proof::read_steps(const Json& steps) {
  require(steps.is_array(), "the steps are no list");
  for (const Json& json : steps) {
    try {
      require(json.is_array() && json.size() == 3, [&] { return json.dump() + " is no step"; });
      const std::int64_t expression = integer(json[0]), row = integer(json[1]);
      require(expression >= 0 && static_cast<std::size_t>(expression) < table_.expressions.size() && row >= 0,
              [&] { return "there is no expression " + json[0].dump() + " with a row " + json[1].dump(); });
      const auto number = static_cast<std::size_t>(expression);
      const bool is_after =
          steps_.empty() || std::pair(steps_.back().expression, steps_.back().row) < std::pair(number, row);
      require(is_after, "it is not after the one before it");
      while (first_.size() <= number) first_.push_back(steps_.size());
      steps_.push_back({number, row, table_.value_names.value(json[2], table_.expressions[number].type)});
    } catch (const Refused& refused) {
      throw Refused("step " + std::to_string(steps_.size() + 1) + ": " + refused.what());
    }
  }
  while (first_.size() <= table_.expressions.size()) first_.push_back(steps_.size());
}

void Proof::lay_out() {
  rows_.add_document();
  elements_.resize(table_.levels.size());
  if (document_) elements_[0] = {&document_->json};
  for (std::size_t level = 1; level < table_.levels.size(); ++level) {
    if (table_.levels[level].form == Level::Form::Cross) {
      rows_.add_cross();
    } else {
      lay_out_list(level);
    }
  }
}

void Proof::lay_out_list(std::size_t level) {
  const Level& shape = table_.levels[level];
  std::vector<std::int64_t> lengths;
  for (std::int64_t row = 0; row < rows_.rows(shape.parent); ++row) {
    const Value& length = step(shape.list, row).value;
    lengths.push_back(length.is_known() ? length.low : 0);
  }
  rows_.add_list(lengths);
  if (!document_) return;
  for (std::int64_t row = 0; row < rows_.rows(shape.parent); ++row) find_elements(level, row);
}

/// Finds the element of each row. Refuses a list whose length is not the document's.
void Proof::find_elements(std::size_t level, std::int64_t parent) {
  const Level& shape = table_.levels[level];
  const Step& length = step(shape.list, parent);
  fact(length, table_.expressions[shape.list]);
  if (!length.value.is_known() || length.value.low == 0) return;
  Value missing;
  const Json* list = follow_path(*elements_[shape.parent][static_cast<std::size_t>(parent)],
                                 table_.expressions[shape.list], missing);
  require(list && list->is_array() && static_cast<std::int64_t>(list->size()) == length.value.low,
          "a list has not the length that the proof says");
  for (const Json& element : *list) elements_[level].push_back(&element);
}

void Proof::add_work(std::uint64_t work) {
  work_ += work;
  require_within(work_ <= most_work(steps_.size()), "it takes more looks at values than any proof");
}

/// The step of an expression for a row. Where all rows have steps it is at the row's index; else it is
/// searched for.
Proof::Step& Proof::step(std::size_t expression, std::int64_t row) {
  add_work(1);
  const auto begin = steps_.begin() + static_cast<std::ptrdiff_t>(first_[expression]);
  const auto end = steps_.begin() + static_cast<std::ptrdiff_t>(first_[expression + 1]);
  auto found = row < end - begin ? begin + row : end;
  if (found == end || found->row != row) found = std::ranges::lower_bound(begin, end, row, {}, &Step::row);
  if (found == end || found->row != row) {
    throw Refused("the value of expression " + std::to_string(expression) + " (`" +
                  table_.expressions[expression].op + "`), row " + std::to_string(row) +
                  ", is needed, and the proof has none");
  }
  found->is_needed = true;
  return *found;
}

Value Proof::value(Operand operand, std::size_t level, std::int64_t row) {
  const Expression& made = table_.expressions[operand.expression];
  add_work(rows_.level_distance(level, made.level));
  const Value& value = step(operand.expression, rows_.ancestor_row(level, row, made.level)).value;
  if (operand.is_negated) return value.is_known() ? truth(value.is_no()) : value;
  // As an operand, a list shows only whether it is there.
  return made.type.kind == Kind::List && value.is_known() ? known(0) : value;
}

Value Proof::operand(const Expression& made, std::size_t slot, std::int64_t row) {
  return value(made.of[slot], made.level, row);
}

State Proof::list_state(std::size_t level, std::int64_t parent_row) {
  return step(table_.levels[level].list, parent_row).value.state;
}

std::string Proof::pointer(std::size_t level, std::int64_t row) const {
  const Level& shape = table_.levels[level];
  if (level == 0 || shape.form == Level::Form::Cross) return "";
  const std::int64_t above = rows_.parent(level, row);
  return pointer_below(pointer(shape.parent, above), table_.expressions[shape.list].path) + "/" +
         std::to_string(row - rows_.first_child(level, above));
}

std::string Proof::name(std::size_t level, std::int64_t row) {
  const auto name = table_.levels[level].name;
  if (!name) return "";
  const Value value = step(*name, row).value;
  return value.is_known() ? table_.value_names.shown(value.low) : "";
}

std::string Proof::where(const Step& step) const {
  const Expression& made = table_.expressions[step.expression];
  const bool is_cross = table_.levels[made.level].form == Level::Form::Cross;
  std::string at = pointer(made.level, step.row);
  if (made.op == "fact") at = pointer_below(at, made.path);
  if (is_cross) at = "row " + std::to_string(step.row);
  return "step " + std::to_string(&step - steps_.data() + 1) + " (`" + made.op + "`" +
         (at.empty() ? "" : " of " + at) + ")";
}

void Proof::check_steps() {
  for (const Step& step : steps_) {
    const Expression& made = table_.expressions[step.expression];
    require(step.row < rows_.rows(made.level), [&] {
      return "step " + std::to_string(&step - steps_.data() + 1) + " is about a row that is not there";
    });
    Value follows;
    try {
      follows = follow(step);
    } catch (const Refused& refused) {
      throw Refused(where(step) + ": " + refused.what());
    }
    require(follows == step.value, [&] {
      return where(step) + " says " + table_.value_names.show(step.value, made.type) + ", and it is " +
             table_.value_names.show(follows, made.type);
    });
  }
}

void Proof::check_all_needed() const {
  for (const Step& step : steps_)
    require(step.is_needed, [&] { return where(step) + " is needed by nothing"; });
  for (const auto& [pointer, fact] : json_.at("facts").items()) {
    require(needed_facts_.contains(pointer),
            [&] { return "nothing stands on the fact about `" + pointer + "`"; });
  }
  for (const auto& [what, said] : attested_) {
    require(needed_attestations_.contains(what),
            "nothing stands on the attestation of `" + what.first + "` about " +
                (what.second ? "`" + *what.second + "`" : "the document"));
  }
}

// ---- the rules

Value Proof::follow(const Step& step) {
  const Expression& made = table_.expressions[step.expression];
  const std::int64_t row = step.row;
  if (made.op == "fact") return fact(step, made);
  if (const Rule* rule = rule_of(made.op)) {
    std::array<Value, 4> operands{kNone, kNone, kNone, kNone};
    for (std::size_t slot = 0; slot < made.of.size(); ++slot) operands[slot] = operand(made, slot, row);
    return (*rule)(operands);
  }
  if (made.op == "right") return right(made, row);
  if (made.op == "outcome") return outcome(made, row);
  return follow_lookup(made, row);
}

Value Proof::follow_lookup(const Expression& made, std::int64_t row) {
  const std::string& op = made.op;
  if (op == "constant") return made.constant;
  if (op == "reading") return reading(made);
  if (op == "spread") return operand(made, 0, row);
  if (op == "gather")
    return value({*made.elements, false}, table_.expressions[*made.elements].level,
                 rows_.element(made.level, row));
  if (op == "find") return find(made, row);
  if (op == "column") return cell(made, row);
  if (op == "attested") return attested(made, row);
  if (op == "member") return member(made, row);
  if (op == "reach") return reach(made, row);
  if (op == "pair") return pair(made, row);
  if (op == "is" || op == "is_in") {
    const Value a = operand(made, 0, row);
    if (a.state == State::Unknown) return kUnknown;
    return truth(op == "is" ? a == made.constant : made.among.contains(a));
  }
  return follow_truths(made, row);
}

/// Operations that ask their operands in order, and only as many as decide; and folds.
Value Proof::follow_truths(const Expression& made, std::int64_t row) {
  const std::string& op = made.op;
  const bool is_fold = op != "and" && op != "or" && op != "choose" && op != "select";
  if (is_fold) return fold(made, row);
  const Value first = operand(made, 0, row);
  if (op == "and" || op == "or") {
    const bool decides = op == "or";
    if (first == truth(decides)) return first;
    const Value second = operand(made, 1, row);
    if (second == truth(decides)) return second;
    return first.is_known() && second.is_known() ? truth(!decides) : kUnknown;
  }
  if (first.is_known()) return operand(made, first.is_yes() ? 1 : 2, row);
  const Value if_yes = operand(made, 1, row);
  return covering(if_yes, operand(made, 2, row), made.type.kind);
}

Value Proof::right(const Expression& made, std::int64_t row) {
  enum { Silent, Permitted, Discouraged, Forbidden, Undetermined };
  std::int64_t possible = 0;  // a bit for each right
  bool is_open = true;        // whether a weaker right is still possible
  for (const int right : {Forbidden, Discouraged, Permitted}) {
    if (!is_open) break;
    const Value gives = operand(made, static_cast<std::size_t>(Forbidden - right), row);
    if (!gives.is_no()) possible |= 1 << right;
    is_open = !gives.is_yes();
  }
  if (is_open) possible |= std::int64_t{1} << made.constant.low;
  for (const int right : {Silent, Permitted, Discouraged, Forbidden}) {
    if (possible == 1 << right) return known(right);
  }
  return known(Undetermined);
}

Value Proof::outcome(const Expression& made, std::int64_t row) {
  enum { NotApplicable, Satisfied, Violated, Undetermined };
  const Value applies = operand(made, 0, row);
  if (applies.is_no()) return known(NotApplicable);
  const Value holds = operand(made, 1, row);
  if (holds.is_yes()) return known(Satisfied);
  return known(applies.is_yes() && holds.is_no() ? Violated : Undetermined);
}

// ---- leaves and look-ups

Value Proof::fact(const Step& step, const Expression& made) {
  const std::string at = pointer_below(pointer(made.level, step.row), made.path);
  add_work(at.size() / 32);
  const auto& facts = json_.at("facts").get_ref<const Json::object_t&>();
  const auto found = facts.find(at);
  require(found != facts.end(), [&] { return "there is no fact about `" + at + "`"; });
  needed_facts_.insert(at);
  const Value value = proof_fact(found->second, made.type, table_);
  if (document_) {
    const Value read =
        fact_in_document(*elements_[made.level][static_cast<std::size_t>(step.row)], made, table_);
    require(read == value, [&] {
      const Type written = made.written ? Type{*made.written, ""} : made.type;
      return "the document has " + table_.value_names.show(read, written) + " as `" + at + "`, the receipt " +
             table_.value_names.show(value, written);
    });
  }
  return value;
}

/// The attested value for the row's element, found by its pointer.
Value Proof::attested(const Expression& made, std::int64_t row) {
  Attested what(made.name, std::nullopt);
  if (!made.of.empty()) {
    operand(made, 0, row);  // the name is a step for people; the pointer identifies the element
    what.second = pointer(table_.list_level_of(made.level), rows_.element(made.level, row)) + made.about;
  }
  const auto found = attested_.find(what);
  require(found != attested_.end(), "nothing is said of an attestation of `" + made.name + "` about " +
                                        (what.second ? "`" + *what.second + "`" : "the document"));
  if (document_) {
    const auto written = document_->attestations.find(what);
    const Value said = written == document_->attestations.end() ? kUnknown : truth(written->second);
    require(said == found->second, "the document attests " + table_.value_names.show(said, made.type) +
                                       ", the receipt says " +
                                       table_.value_names.show(found->second, made.type));
  }
  needed_attestations_.insert(what);
  return found->second;
}

Value Proof::reading(const Expression& made) {
  const auto chosen = chosen_.find(made.name);
  require(chosen != chosen_.end(), "the receipt does not say how `" + made.name + "` is read");
  return known(table_.value_names.member(made.type.of, chosen->second));
}

Value Proof::find(const Expression& made, std::int64_t row) {
  std::vector<std::int64_t> key;
  bool is_unknown = false;
  for (std::size_t slot = 0; slot < made.of.size(); ++slot) {
    const Value part = operand(made, slot, row);
    is_unknown = is_unknown || part.state == State::Unknown;
    if (part.is_known()) key.push_back(part.low);
  }
  if (is_unknown) return kUnknown;
  const auto& keys = table_.tables.at(made.name).keys;
  const auto found = key.size() == made.of.size() ? keys.find(key) : keys.end();
  return found == keys.end() ? kNone : known(found->second);
}

Value Proof::cell(const Expression& made, std::int64_t row) {
  const Value at = operand(made, 0, row);
  if (!at.is_known()) return at;
  return table_.tables.at(made.name).columns.at(made.cell).cells.at(static_cast<std::size_t>(at.low));
}

Value Proof::member(const Expression& made, std::int64_t row) {
  if (made.presence && !value(*made.presence, made.level, row).is_known()) return kUnknown;
  const Value sought = operand(made, 0, row);
  const std::size_t list = table_.expressions[*made.elements].level;
  const std::int64_t owner = rows_.element(made.via, rows_.ancestor_row(made.level, row, made.via));
  const std::int64_t end = rows_.first_child(list, owner + 1);
  std::int64_t at = rows_.first_child(list, owner);
  if (sought.state == State::Unknown) return at == end ? truth(false) : kUnknown;
  bool has_unknown = false;
  for (; at < end; ++at) {
    const Value& element = step(*made.elements, at).value;
    if (sought.is_known() && element == sought) return truth(true);
    has_unknown = has_unknown || element.state == State::Unknown;
  }
  return has_unknown ? kUnknown : truth(false);
}

}  // namespace precept::checker
