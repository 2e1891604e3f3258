// The face of check/: the trees of a policy to its model. Names are resolved, types checked, tables read,
// defeat ordered (docs/language.md, from Files to Defeat). Whoever wants a model or an analysis goes through
// compiler/analysis/, which alone calls this.
//
//     record Booking
//       deposit : int or none
//     about Booking b
//     clause the deposit
//       shall ensure b.deposit >= 50
//
// E1050: "`b.deposit` may be none, and `>=` compares only what is there", marked at `b.deposit`. With
// `b.deposit is given and b.deposit >= 50` it gives a model.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "compiler/check/modules.h"
#include "compiler/check/unused_readings.h"
#include "compiler/model/model.h"

namespace precept::checking {

/// A name, and the place where the name that it means is declared.
struct NameUse {
  Span place, declared;
};
/// An expression, or a name that is declared with a type. After a mistake the type may be `Error`.
struct TypedPlace {
  Span place;
  model::Type type;
};
/// What the passes find out on their way and the model does not keep; in the order in which it was found.
struct Findings {
  std::vector<NameUse> uses;
  std::vector<TypedPlace> types;
};

/// What became of the check. It always holds what could be found out, but hands the model out only where
/// there was no mistake, so that nothing else can be compiled.
class CheckedPolicy {
 public:
  CheckedPolicy(std::unique_ptr<model::Model> model, bool is_sound, Findings findings)
      : model_(std::move(model)), is_sound_(is_sound), findings_(std::move(findings)) {}

  /// Null where a mistake was reported.
  const model::Model* model() const { return is_sound_ ? model_.get() : nullptr; }
  /// The same, for the caller to keep. Afterwards nothing else may be asked.
  std::unique_ptr<model::Model> take_model() { return is_sound_ ? std::move(model_) : nullptr; }

  const Findings& findings() const { return findings_; }
  /// A type of the findings as the language writes it: "list of Attendee".
  std::string describe(const model::Type& type) const;
  /// The name of the record, enum or table that the type is made of; no place where it is of none.
  Span declared_at(const model::Type& type) const;
  /// The fields of the record that is declared at this place, those too that it has by its `with`.
  std::vector<Span> fields_of(Span record) const;

 private:
  std::unique_ptr<model::Model> model_;
  bool is_sound_;
  Findings findings_;
};

/// The whole check after parsing. It accepts trees with errors and reports nothing for them: what is missing
/// from a tree, or follows from that, counts as reported. Adds tables to `sources`, so that every diagnostic
/// can show its place. Mistakes are not sorted.
CheckedPolicy check_files(const PolicyFiles& files, Sources& sources, Diagnostics& diagnostics,
                          UnusedReadings unused = UnusedReadings::Refuse);

}  // namespace precept::checking
