#include "authoring/handbook/composer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>

namespace precept::handbook {

namespace {

/// A name as a part of an address: small letters, figures, and `-` for all else.
std::string slug(std::string_view name) {
  std::string result;
  for (const unsigned char c : name) {
    if (std::isalnum(c) != 0 && c < 0x80) {
      result += static_cast<char>(std::tolower(c));
    } else if (!result.empty() && result.back() != '-') {
      result += '-';
    }
  }
  while (result.ends_with('-')) result.pop_back();
  return result.empty() ? "x" : result;
}

}  // namespace

Line line_of(std::string_view sentence) {
  Line line;
  bool is_code = false;
  while (!sentence.empty()) {
    const std::size_t end = sentence.find('`');
    if (const std::string_view part = sentence.substr(0, end); !part.empty())
      line.push_back(is_code ? code(std::string(part)) : words(std::string(part)));
    if (end == std::string_view::npos) break;
    sentence.remove_prefix(end + 1);
    is_code = !is_code;
  }
  return line;
}

Line labelled(std::string name, std::string_view sentence) {
  Line line{strong(std::move(name)), words(" ")};
  for (Part& part : line_of(sentence)) line.push_back(std::move(part));
  return line;
}

Composer::Composer(const Material& material)
    : material_(material), policy_(*material.policy), sentences_(policy_, *material.sources) {
  for (const std::uint32_t kind : kinds()) {
    const std::string& name = policy_.records[kind].name;
    kind_paths_.emplace(name, path_of("kinds", name, ""));
  }
  for (const model::Table& table : policy_.tables)
    table_paths_.emplace(table.name, path_of("tables", table.name, ""));
  enter_clauses();
}

/// An address that no other page has: with a second name, which is as lasting as the first, else numbered.
std::string Composer::path_of(std::string_view folder, std::string_view name, std::string_view second) {
  std::string path = fmt::format("{}/{}", folder, slug(name));
  if (paths_.contains(path) && !second.empty()) path += "-" + slug(second);
  const std::string base = path;
  for (std::size_t number = 2; !paths_.insert(path).second; ++number)
    path = fmt::format("{}-{}", base, number);
  return path;
}

void Composer::enter_clauses() {
  for (const model::Section& section : policy_.sections) {
    for (const model::Clause& clause : section.clauses) {
      const std::string path = path_of("clauses", clause.label, policy_.records[section.record].name);
      clauses_.push_back({&section, &clause, path, uses_of(policy_, section, clause)});
    }
  }
}

std::vector<std::uint32_t> Composer::kinds() const {
  std::vector<std::uint32_t> kinds;
  for (const model::Section& section : policy_.sections) {
    if (std::ranges::find(kinds, section.record) == kinds.end()) kinds.push_back(section.record);
  }
  return kinds;
}

const ClauseEntry* Composer::entry_of(std::string_view kind, std::string_view label) const {
  for (const ClauseEntry& entry : clauses_) {
    if (entry.clause->label == label && (kind.empty() || kind_of(entry) == kind)) return &entry;
  }
  return nullptr;
}

Part Composer::clause_reference(const ClauseEntry& entry) const {
  return {Part::Kind::Words, entry.clause->label, entry.path};
}

std::string Composer::file_and_line(const Sources& sources, Span place) {
  if (!place.has_place()) return {};
  const Place where = sources.place(place);
  return fmt::format("{}:{}", std::filesystem::path(where.file).filename().string(), where.line);
}

std::vector<Page> Composer::pages() {
  std::vector<Page> pages{index()};
  if (material_.lock != nullptr) pages.push_back(outline());
  for (const std::uint32_t kind : kinds()) pages.push_back(kind_page(kind));
  for (const ClauseEntry& entry : clauses_) pages.push_back(clause_page(entry));
  if (!policy_.readings.empty()) pages.push_back(readings());
  if (!policy_.judgements.empty()) pages.push_back(judgements());
  if (!policy_.defines.empty()) pages.push_back(definitions());
  for (const model::Table& table : policy_.tables) pages.push_back(table_page(table));
  return pages;
}

std::vector<Page> pages_of(const Material& material) {
  return Composer(material).pages();
}

}  // namespace precept::handbook
