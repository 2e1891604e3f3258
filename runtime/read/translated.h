// A text in another format as the JSON of a document (docs/language.md, Documents). One reader decides what a
// document means, so every other format is translated to JSON first and then read by it.
//
//   country: NO          {"country":"NO"}, with two origins: of "country" and of "NO"
#pragma once

#include <string>
#include <vector>

#include "base/source.h"

namespace precept {

/// Goes to `Sources::add_translated`. Every value and every member's name has an origin, by their begin and
/// outer ones first.
struct Translated {
  std::string json;
  std::vector<Origin> origins;
};

}  // namespace precept
