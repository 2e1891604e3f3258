#include "tools/schema/output_schemas.h"

#include "base/version.h"
#include "tools/common/embedded.h"

namespace precept::tools {

namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr std::string_view kCommon = "common.json", kEnding = ".json", kPlace = "#/$defs/";

/// Adds to `definitions` what the schema refers to, and what that refers to in turn.
void add_definitions(const OrderedJson& schema, const OrderedJson& common, OrderedJson& definitions) {
  if (schema.is_object() && schema.contains("$ref")) {
    const std::string name = schema["$ref"].get<std::string>().substr(kPlace.size());
    if (!definitions.contains(name) && common.contains(name)) {
      definitions[name] = common[name];
      add_definitions(common[name], common, definitions);
    }
  }
  if (schema.is_structured()) {
    for (const OrderedJson& part : schema) add_definitions(part, common, definitions);
  }
}

}  // namespace

std::vector<OutputSchema> output_schemas() {
  std::vector<OutputSchema> schemas;
  for (const auto& [file, text] : schema_files()) {
    if (file == kCommon) continue;
    const OrderedJson schema = OrderedJson::parse(text);
    schemas.push_back({file.substr(0, file.size() - kEnding.size()), schema.at("title")});
  }
  return schemas;
}

std::optional<OrderedJson> output_schema(std::string_view name) {
  const std::string file = std::string(name) + std::string(kEnding);
  const auto found = schema_files().find(file);
  if (found == schema_files().end() || file == kCommon) return std::nullopt;
  OrderedJson schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                        {"$comment", std::string("written by ") + kEngine + ": precept schema"}};
  schema.update(OrderedJson::parse(found->second));
  const OrderedJson common = OrderedJson::parse(schema_files().find(kCommon)->second);
  OrderedJson definitions = schema.value("$defs", OrderedJson::object());
  add_definitions(schema, common, definitions);
  schema.erase("$defs");
  schema["$defs"] = std::move(definitions);
  return schema;
}

}  // namespace precept::tools
