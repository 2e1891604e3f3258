// What an expression, a clause or a definition uses by name. Internal to handbook/.
//
//   define minor(g: Guest) = g.age < Limit[g.country].age      uses the table Limit
#pragma once

#include <set>
#include <string>

#include "compiler/model/model.h"

namespace precept::handbook {

struct Uses {
  std::set<std::string> definitions, judgements, readings, tables;
};

/// What is used directly: not what the definitions use in turn. Names in messages and phrases count, too.
Uses uses_of(const model::Model& policy, const model::Section& section, const model::Clause& clause);
Uses uses_of(const model::Model& policy, const model::Define& define);

}  // namespace precept::handbook
