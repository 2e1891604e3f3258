#include "tools/schema/shape.h"

#include <algorithm>
#include <cassert>
#include <map>

#include "runtime/check/absence.h"
#include "runtime/read/vocabulary.h"

namespace precept::tools {

namespace {

/// Puts the fields of records together with what `absences` says of them: both go in the same order.
class Shapes {
 public:
  Shapes(const Program& program, std::uint32_t unit)
      : program_(program), absences_(absences(program, unit)) {}

  std::vector<FieldShape> object(std::uint32_t index) {
    std::vector<FieldShape> shapes;
    for (const program::Field& field : Program::in(program_.fields, program_.objects[index].fields)) {
      assert(next_ < absences_.size());
      FieldShape shape = own(field, absences_[next_++]);
      if (shape.form() == program::Form::Object) shape.fields = object(field.object);
      shapes.push_back(std::move(shape));
    }
    return shapes;
  }

 private:
  FieldShape own(const program::Field& field, const FieldAbsence& absence) const {
    FieldShape shape{.name = std::string(program_.text(field.name)),
                     .field = &field,
                     .type = absence.type,
                     .left_out = absence.left_out};
    for (const AbsenceEffect& effect : absence.decides) {
      if (effect.outcome == Outcome::Violated) shape.violated_by.push_back(effect.clause);
    }
    return shape;
  }

  const Program& program_;
  std::vector<FieldAbsence> absences_;
  std::size_t next_ = 0;
};

}  // namespace

std::vector<KnownWord> members_of(const Program& program, std::uint32_t enum_id) {
  std::vector<KnownWord> words;
  for (const program::EnumMember& member :
       Program::in(program.enum_members, program.enums[enum_id].members)) {
    KnownWord word{std::string(program.text(member.name)), std::string(program.text(member.label))};
    if (word.label == word.word) word.label.clear();
    words.push_back(std::move(word));
  }
  return words;
}

std::vector<KnownWord> keys_of(const Program& program, std::uint32_t table_id) {
  const Vocabulary vocabulary(program);
  const auto spellings = vocabulary.key_spellings(table_id);
  std::map<std::string, std::string> names;
  if (const auto called = vocabulary.called(table_id, "name")) {
    for (const auto& [name, key] : *called) names.emplace(key, name);
  }
  std::map<std::uint32_t, std::string> name_of_row;
  std::vector<KnownWord> words;
  for (const auto& [word, row] : spellings) {
    const auto name = names.find(word);
    if (name != names.end()) name_of_row.emplace(row, name->second);
    words.push_back({word, name_of_row.contains(row) ? name_of_row.at(row) : std::string()});
  }
  return words;
}

bool has_numeric_keys(const Program& program, std::uint32_t table_id) {
  return Vocabulary(program).has_numeric_keys(table_id);
}

std::vector<FieldShape> shape_of(const Program& program, std::uint32_t unit) {
  return Shapes(program, unit).object(program.units[unit].root);
}

std::vector<JudgementShape> judgements_of(const Program& program, std::uint32_t unit) {
  std::vector<JudgementShape> judgements;
  for (const program::Judgement& judgement :
       Program::in(program.judgements, program.units[unit].judgements)) {
    const std::string name(program.text(judgement.name));
    // It has an entry for each list and record that it can be about.
    if (std::ranges::find(judgements, name, &JudgementShape::name) != judgements.end()) continue;
    judgements.push_back({name, judgement.level != kAbsent && judgement.about_column != kAbsent});
  }
  return judgements;
}

std::vector<KindShape> kinds_of(std::span<const Program* const> policies) {
  std::vector<KindShape> kinds;
  for (const Program* policy : policies) {
    for (std::uint32_t unit = 0; unit < policy->units.size(); ++unit) kinds.push_back({policy, unit});
  }
  return kinds;
}

}  // namespace precept::tools
