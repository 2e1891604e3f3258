// Which definitions a norm uses, for who asks what a change of one of them touches.
//
//   define minor(g: Guest) = g.age < adult_age()
//   shall not enter when minor(g)
//
// uses `minor` and `adult_age`.
#pragma once

#include <map>
#include <string>

#include "compiler/model/model.h"

namespace precept::model {

/// The definitions and the `let`s that the norm's own conditions and demand use, and those that these use,
/// with the place of what each says.
std::map<std::string, Span> definitions_used(const Norm& norm);

}  // namespace precept::model
