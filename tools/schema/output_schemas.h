// JSON Schemas of what commands write for other programs. They stand in outputs/, as they are but for what
// several share: that is in common.json, and added to each that refers to it.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace precept::tools {

struct OutputSchema {
  std::string name;   ///< "report"
  std::string about;  ///< "`precept check --format json`": the schema's title
};
/// Those that there are, by their names.
std::vector<OutputSchema> output_schemas();
/// The schema of that name; nothing where there is none.
std::optional<nlohmann::ordered_json> output_schema(std::string_view name);

}  // namespace precept::tools
