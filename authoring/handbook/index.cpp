// The first page, and the outline of the text.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "authoring/handbook/composer.h"
#include "base/date.h"

namespace precept::handbook {

namespace {

const char* status_of(const model::Clause& clause) {
  switch (clause.form) {
    case model::ClauseForm::Encoded:
      return clause.lacks_part ? "encoded in part" : "encoded";
    case model::ClauseForm::Informative:
      return "informative";
    case model::ClauseForm::NotCheckable:
      return "not checkable";
    case model::ClauseForm::NotEncoded:
      return "not encoded";
  }
  return "";
}

}  // namespace

void Composer::add_facts(Page& page) const {
  std::vector<Line> facts{{strong("Policy"), words(" "), code(policy_.name)}};
  if (policy_.from || policy_.until) {
    std::string force = policy_.from ? "from " + format_date(*policy_.from) : "";
    if (policy_.until) force += (force.empty() ? "until " : " until ") + format_date(*policy_.until);
    facts.push_back(labelled("In force", force));
  }
  if (!policy_.successor.empty()) facts.push_back({strong("Then"), words(" " + policy_.successor)});
  if (material_.lock != nullptr)
    facts.push_back({strong("Text"),
                     words(" "),
                     code(material_.lock->source),
                     words(": "),
                     {Part::Kind::Words, "its outline, and what of it is encoded", "outline"}});
  if (material_.coverage != nullptr)
    facts.push_back(labelled("Covered by tests", material_.coverage->share.words()));
  if (material_.mutants != nullptr) {
    const auto& mutants = *material_.mutants;
    facts.push_back(
        labelled("Changes that tests notice",
                 fmt::format("{} of {}", mutants.count(testing::MutantState::Killed), mutants.scored())));
  }
  page.blocks.push_back(list_of(std::move(facts)));
}

void Composer::add_contents(Page& page) const {
  page.blocks.push_back(heading("Documents"));
  std::vector<Line> kinds;
  for (const auto& kind : this->kinds()) {
    const std::string& name = policy_.records[kind].name;
    kinds.push_back({{Part::Kind::Words, name, kind_path(name)}});
  }
  page.blocks.push_back(list_of(std::move(kinds)));
  page.blocks.push_back(heading("Clauses"));
  Block table{.kind = Block::Kind::Table, .head = {"Clause", "About", "What it says", "How it is read"}};
  for (const ClauseEntry& entry : clauses_) {
    const std::string& told = entry.clause->gist.empty() ? entry.clause->quote : entry.clause->gist;
    table.rows.push_back({{clause_reference(entry)},
                          {{Part::Kind::Words, kind_of(entry), kind_path(kind_of(entry))}},
                          {words(told)},
                          {words(status_of(*entry.clause))}});
  }
  page.blocks.push_back(std::move(table));
  std::vector<Line> more;
  if (!policy_.readings.empty()) more.push_back({{Part::Kind::Words, "Readings of the text", "readings"}});
  if (!policy_.judgements.empty()) more.push_back({{Part::Kind::Words, "Judgements", "judgements"}});
  if (!policy_.defines.empty()) more.push_back({{Part::Kind::Words, "Definitions", "definitions"}});
  for (const model::Table& each : policy_.tables)
    more.push_back({words("Table "), {Part::Kind::Words, each.name, table_path(each.name)}});
  if (more.empty()) return;
  page.blocks.push_back(heading("What they use"));
  page.blocks.push_back(list_of(std::move(more)));
}

Page Composer::index() const {
  Page page{.path = "index", .title = policy_.title.empty() ? policy_.name : policy_.title, .above = {}};
  add_facts(page);
  add_contents(page);
  return page;
}

Page Composer::outline() const {
  Page page{.path = "outline", .title = "Outline of the text", .above = "The text"};
  const auto rows = source_lock::source_coverage(*material_.lock, policy_);
  std::map<source_lock::ParagraphStatus, std::size_t> counts;
  for (const auto& row : rows) ++counts[row.how];
  std::vector<Line> totals;
  for (const auto& [how, count] : counts)
    totals.push_back({strong(fmt::to_string(count)), words(fmt::format(" {}", source_lock::to_string(how)))});
  page.blocks.push_back(list_of(std::move(totals)));
  Block table{.kind = Block::Kind::Table, .head = {"Paragraph", "How it is read", "Why", "Clauses"}};
  for (const auto& row : rows) {
    Line clauses;
    for (const ClauseEntry& entry : clauses_) {
      if (std::ranges::find(row.clauses, entry.clause) == row.clauses.end()) continue;
      if (!clauses.empty()) clauses.push_back(words(", "));
      clauses.push_back(clause_reference(entry));
    }
    table.rows.push_back(
        {{words(row.label)}, {words(to_string(row.how))}, {words(row.reason)}, std::move(clauses)});
  }
  page.blocks.push_back(std::move(table));
  return page;
}

}  // namespace precept::handbook
