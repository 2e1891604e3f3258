#include "bench/baseline.h"

#include <simdjson.h>

namespace precept::bench {
namespace {

using simdjson::ondemand::object;
using simdjson::ondemand::parser;

struct Meeting {
  std::string parent, region;
};

bool holds(simdjson::ondemand::array list, std::string_view wanted) {
  bool found = false;
  for (auto item : list) found |= std::string_view(item.get_string()) == wanted;
  return found;
}

std::uint8_t decide(object attendee, const Meeting& meeting) {
  bool member = false, associate = false, in_region = false, in_parent = false, invited = false,
       eligible = false;
  bool decides = false, liaises = false;
  for (auto field : attendee) {
    std::string_view key = field.unescaped_key();
    if (key == "category") {
      std::string_view category = field.value().get_string();
      member = category == "MemberState" || category == "SectorMember";
      associate = category == "Associate" || category == "Academia";
    } else if (key == "region") {
      in_region = std::string_view(field.value().get_string()) == meeting.region;
    } else if (key == "study_groups") {
      in_parent = holds(field.value().get_array(), meeting.parent);
    } else if (key == "invited") {
      invited = field.value().get_bool();
    } else if (key == "eligible_for_parent") {
      eligible = field.value().get_bool();
    } else if (key == "roles") {
      for (auto role : field.value().get_array()) {
        std::string_view name = role.get_string();
        decides |= name == "decision";
        liaises |= name == "liaison";
      }
    }
  }
  if (member && in_region) return 0;
  if (associate && in_region && in_parent) return decides || liaises ? 2 : 1;
  if (meeting.parent == "SG3") return 6;
  if (invited && eligible) return decides ? 4 : 3;
  return 5;
}

}  // namespace

std::size_t walk_only(const std::string& file, std::string_view list) {
  simdjson::padded_string text = simdjson::padded_string::load(file);
  parser parser;
  auto document = parser.iterate(text);
  std::size_t keys = 0;
  for (auto element : document[list].get_array()) {
    for (auto field : element.get_object()) {
      keys += !std::string_view(field.unescaped_key()).empty();
    }
  }
  return keys;
}

std::vector<std::uint8_t> decide_by_hand(const std::string& file) {
  simdjson::padded_string text = simdjson::padded_string::load(file);
  parser parser;
  auto document = parser.iterate(text);
  Meeting meeting;
  object group = document["meeting"]["group"].get_object();
  meeting.parent = std::string_view(group["parent_study_group"].get_string());
  meeting.region = std::string_view(group["region"].get_string());
  std::vector<std::uint8_t> codes;
  for (auto attendee : document["attendees"].get_array())
    codes.push_back(decide(attendee.get_object(), meeting));
  return codes;
}

}  // namespace precept::bench
