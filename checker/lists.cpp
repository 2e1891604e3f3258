#include "checker/lists.h"

#include <algorithm>

#include "checker/policy.h"
#include "checker/text.h"

namespace precept::checker {

namespace {

constexpr const char* kList = "a list of the document";

std::int64_t count_in(const Json& json, const char* member) {
  const Json& count = json.at(member);
  require(count.is_number_integer() && integer(count) >= 0,
          "the `" + std::string(member) + "` of a list are no number of rows");
  return integer(count);
}

std::string digest_in(const Json& json, const char* member) {
  std::string digest = text_in(json, kList, member);
  require(is_digest(json.at(member)), "the `" + std::string(member) + "` of a list is no digest");
  return digest;
}

JoinedList read_list(const Json& json) {
  require_members(json, kList,
                  {"file", "left_out_by_only", "mapping?", "path", "records", "sha256", "sheet?"});
  JoinedList list{.path = text_in(json, kList, "path"),
                  .file = text_in(json, kList, "file"),
                  .sheet = json.contains("sheet") ? text_in(json, kList, "sheet") : "",
                  .sha256 = digest_in(json, "sha256"),
                  .mapping = json.contains("mapping") ? digest_in(json, "mapping") : "",
                  .records = count_in(json, "records"),
                  .left_out_by_only = count_in(json, "left_out_by_only")};
  require(!list.file.empty() && list.file.find('/') == std::string::npos,
          "the `file` of a list is no name without a folder");
  require(!json.contains("sheet") || !list.sheet.empty(), "the `sheet` of a list is empty");
  require(list.left_out_by_only == 0 || !list.mapping.empty(), "rows are left out, and no mapping says so");
  return list;
}

std::string counted(std::int64_t number, const char* one, const char* several) {
  return std::to_string(number) + " " + (number == 1 ? one : several);
}

}  // namespace

std::string rows_in_words(std::int64_t left_out_by_only) {
  return counted(left_out_by_only, "row", "rows") + " that `only` leaves out";
}

std::string JoinedList::in_words() const {
  return escaped(path) + " is from " + escaped(file) + ": " + counted(records, "record", "records") + ", " +
         (left_out_by_only == 0 ? "no row" : counted(left_out_by_only, "row", "rows")) +
         " left out by `only`";
}

std::vector<JoinedList> read_lists(const Json& document) {
  std::vector<JoinedList> lists;
  const auto said = document.find("lists");
  if (said == document.end()) return lists;
  require(said->is_array() && !said->empty(), "the document's `lists` are no list, or an empty one");
  for (const Json& json : *said) {
    lists.push_back(read_list(json));
    require(lists.size() == 1 || lists[lists.size() - 2].path < lists.back().path,
            "the document's `lists` are not in order of their paths, each once");
  }
  return lists;
}

void check_lists(const std::vector<JoinedList>& lists, const ClauseTable& table, const Json& proof,
                 const Json* document) {
  const auto& fields = table.schema.records.front().fields;
  for (const JoinedList& list : lists) {
    const std::string name = list.path.starts_with('/') ? list.path.substr(1) : std::string();
    const auto field = fields.find(name);
    require(field != fields.end() && field->second.is_list && field->second.record,
            "`" + list.path + "` is no list of records of the document");
    const bool has_facts = proof.is_object() && proof.contains("facts") && proof.at("facts").is_object();
    require(!has_facts || proof.at("facts").value(list.path, Json(list.records)) == list.records,
            "`" + list.path + "` has not as many records as the proof says");
    if (document == nullptr) continue;
    const auto elements = document->find(name);
    require(elements != document->end() && elements->is_array() &&
                static_cast<std::int64_t>(elements->size()) == list.records,
            "`" + list.path + "` has not as many records in the document");
  }
}

}  // namespace precept::checker
