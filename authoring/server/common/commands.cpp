#include "authoring/server/common/commands.h"

namespace precept::server {

Json lens_json(Json range, const std::string& title, const char* command, Json argument) {
  return {{"range", std::move(range)},
          {"command",
           {{"title", title}, {"command", command}, {"arguments", Json::array({std::move(argument)})}}}};
}

}  // namespace precept::server
