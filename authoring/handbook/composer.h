// Makes the pages of a handbook, each kind of page in a file of its own. Internal to handbook/.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "authoring/handbook/handbook.h"
#include "authoring/handbook/sentences.h"
#include "authoring/handbook/uses.h"
#include "authoring/handbook/written.h"

namespace precept::handbook {

/// A clause, and where it is told.
struct ClauseEntry {
  const model::Section* section = nullptr;
  const model::Clause* clause = nullptr;
  std::string path;  ///< "clauses/rule-1"
  Uses uses;
};

class Composer {
 public:
  explicit Composer(const Material& material);

  std::vector<Page> pages();

 private:
  using Names = std::set<std::string> Uses::*;

  void enter_clauses();
  std::string path_of(std::string_view folder, std::string_view name, std::string_view second);

  // index.cpp
  Page index() const;
  void add_facts(Page& page) const;
  void add_contents(Page& page) const;
  Page outline() const;

  // clause_pages.cpp
  Page clause_page(const ClauseEntry& entry) const;
  void add_rules(const ClauseEntry& entry, Page& page) const;
  std::vector<Line> rule(const ClauseEntry& entry, const model::Norm& norm) const;
  void add_uses(const Uses& uses, Page& page) const;
  void add_tests(const ClauseEntry& entry, Page& page) const;
  void add_coverage(const ClauseEntry& entry, Page& page) const;
  void add_mutants(const ClauseEntry& entry, Page& page) const;

  // reference_pages.cpp
  Page definitions() const;
  Page judgements() const;
  Page readings() const;
  Page table_page(const model::Table& table) const;
  Page kind_page(std::uint32_t record) const;
  void add_absences(const std::string& kind, Page& page) const;
  void add_users(Names names, const std::string& name, Page& page) const;
  std::string signature(const model::Define& define) const;

  // composer.cpp
  std::string kind_of(const ClauseEntry& entry) const { return policy_.records[entry.section->record].name; }
  const ClauseEntry* entry_of(std::string_view kind, std::string_view label) const;
  Part clause_reference(const ClauseEntry& entry) const;
  std::vector<std::uint32_t> kinds() const;
  std::string table_path(const std::string& name) const { return table_paths_.at(name); }
  std::string kind_path(const std::string& name) const { return kind_paths_.at(name); }
  static std::string file_and_line(const Sources& sources, Span place);

  const Material& material_;
  const model::Model& policy_;
  Sentences sentences_;
  std::vector<ClauseEntry> clauses_;
  std::set<std::string> paths_;
  std::map<std::string, std::string> table_paths_, kind_paths_;
};

/// A sentence with code in backticks, as a line.
Line line_of(std::string_view sentence);
/// The same from places where what stands before it says what it is.
Line labelled(std::string name, std::string_view sentence);

inline Block heading(std::string text, std::string anchor = {}) {
  Block block{.kind = Block::Kind::Heading, .anchor = std::move(anchor)};
  block.lines.push_back({words(std::move(text))});
  return block;
}
inline Block paragraph(Line line) {
  Block block;
  block.lines.push_back(std::move(line));
  return block;
}
inline Block quotation(std::string text) {
  Block block{.kind = Block::Kind::Quote};
  block.lines.push_back({words(std::move(text))});
  return block;
}
inline Block list_of(std::vector<Line> lines) {
  return {.kind = Block::Kind::List, .lines = std::move(lines)};
}
inline Block code_block(std::string text) {
  return {.kind = Block::Kind::Code, .text = std::move(text)};
}

}  // namespace precept::handbook
