// What a policy says at a place, on one line and without comments.
#pragma once

#include <string>

#include "base/source.h"

namespace precept::model {

/// "g.age < 18", however it is broken into lines.
std::string words_at(Span span, const Sources& sources);

}  // namespace precept::model
