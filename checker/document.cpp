#include "checker/document.h"

#include <vector>

#include "checker/attestations.h"
#include "checker/facts.h"

namespace precept::checker {

namespace {

constexpr const char* kKind = "kind";

/// Checks the document against the schema: every object against its record, every value against its field.
class Walk {
 public:
  explicit Walk(const ClauseTable& table) : table_(table) {}

  void check(const Json& document) {
    require(document.is_object(), "it is no object");
    const auto kind = document.find(kKind);
    require(kind != document.end() && *kind == table_.kind,
            "its kind is not `" + table_.kind + "`, which the receipt's clause table is about");
    open_.push_back({&document, 0});
    while (!open_.empty()) {
      const auto [json, record] = open_.back();
      open_.pop_back();
      check_record(*json, record);
    }
  }

 private:
  /// Every document may have `kind` and `attestations`, unless its record declares these fields.
  void check_record(const Json& json, std::size_t number) {
    const Record& record = table_.schema.records[number];
    for (const auto& [name, value] : json.items()) {
      const auto field = record.fields.find(name);
      if (field == record.fields.end()) {
        const bool is_built_in = number == 0 && (name == kKind || name == kAttestations);
        require(is_built_in, "`" + record.name + "` has no field `" + name + "`");
      } else if (!value.is_null()) {
        check_field(name, value, field->second);
      }
    }
  }

  void check_field(const std::string& name, const Json& value, const Field& field) try {
    if (!field.is_list) return check_value(value, field, name == "name");
    require(value.is_array(), "it is no list");
    for (const Json& element : value) check_value(element, field, true);
  } catch (const Refused& refused) {
    throw Refused("`" + name + "`: " + refused.what());
  }

  /// `must_be`: a blank text is refused; otherwise it counts as missing.
  void check_value(const Json& value, const Field& field, bool must_be) {
    if (!field.record) {
      const DocumentValue read = document_value(value, field.type, table_);
      require(!must_be || field.type.kind != Kind::Text || read.value.is_known(),
              "it is a text with nothing in it");
      return;
    }
    require(value.is_object(), "it is no `" + table_.schema.records[*field.record].name + "`");
    open_.push_back({&value, *field.record});
  }

  const ClauseTable& table_;
  std::vector<std::pair<const Json*, std::size_t>> open_;  ///< objects to check, with their records
};

std::optional<std::int64_t> date_of(const Json& document, const FieldPath& place) {
  if (place.empty()) return std::nullopt;
  const Json* at = &document;
  for (const std::string& part : place) at = field_of(at, part);
  if (!at || !at->is_string()) return std::nullopt;
  return day_number(at->get<std::string>());
}

}  // namespace

ReadDocument read_document(const std::string& text, const ClauseTable& table,
                           const Attesters& attesters) try {
  ReadDocument read{parse(text, Numbers::Decimal), {}, {}, 0};
  Walk(table).check(read.json);
  read.attestations = read_attestations(read.json, table, attesters, read.not_counted);
  read.date = date_of(read.json, table.schema.date);
  return read;
} catch (const TooLarge&) {
  throw;
} catch (const Refused& refused) {
  throw Refused("it is none that is checked: " + std::string(refused.what()));
}

}  // namespace precept::checker
