// Rules in plain sentences, without a document. What a definition says of its result is said in its words;
// what has no words stays as it is written.
//
//     shall ensure every h in b.helpers satisfies is_adult(h)
//       when b.people > 100
//
//   "When the `people` of the Booking is more than 100, it must hold that every helper h of the `helpers` of
//   the Booking satisfies: “h.name is of age”."
#pragma once

#include <string>

#include "compiler/model/model.h"

namespace precept::handbook {

class Sentences {
 public:
  /// Both outlive it.
  Sentences(const model::Model& policy, const Sources& sources) : policy_(policy), sources_(sources) {}

  /// What the norm asks for, allows or forbids; in Markdown's way, with code in backticks.
  std::string norm(const model::Section& section, const model::Norm& norm) const;
  std::string expression(const model::Expr& expr) const;
  /// "Booking", "list of Helper or none".
  std::string type(const model::Type& type) const;
  /// A constant or a cell of a table: "14 days", "a concert".
  std::string value(const model::Value& value, const model::Type& type) const;
  /// A message, question or phrase with its holes as they are written: "{b.name} is full".
  static std::string text(const model::Text& text);

 private:
  std::string operation(const model::Expr& expr) const;
  std::string call(const model::Expr& expr, bool holds = true) const;
  std::string judged(const model::Expr& expr) const;
  std::string quantified(const model::Expr& expr) const;
  std::string aggregate(const model::Expr& expr) const;
  std::string lookup(const model::Expr& expr) const;
  std::string elements(const model::Expr& expr) const;
  std::string variable(const model::Variable& variable) const;
  std::string subject(const model::Section& section) const;
  std::string with_conditions(const model::Norm& norm, std::string demand) const;
  std::string as_written(const model::Expr& expr) const;

  const model::Model& policy_;
  const Sources& sources_;
};

}  // namespace precept::handbook
