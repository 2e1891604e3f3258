// A page for each clause.
#include <fmt/format.h>

#include <algorithm>

#include "authoring/handbook/composer.h"

namespace precept::handbook {

using testing::ExpectationKind;
using testing::MutantState;

namespace {

/// A change on one line: "`<=` becomes `<`".
std::string change_of(const testing::Mutant& mutant, const Sources& sources) {
  std::string change;
  for (const auto& edit : mutant.edits) {
    std::string before(sources.text(edit.place)), after = edit.text;
    for (std::string* text : {&before, &after}) std::ranges::replace(*text, '\n', ' ');
    change += change.empty() ? "" : ", ";
    change +=
        after.empty() ? fmt::format("without `{}`", before) : fmt::format("`{}` becomes `{}`", before, after);
  }
  return change;
}

}  // namespace

Page Composer::clause_page(const ClauseEntry& entry) const {
  const model::Clause& clause = *entry.clause;
  Page page{.path = entry.path, .title = clause.label, .above = "Clauses"};
  page.blocks.push_back(
      paragraph({faint("About "), {Part::Kind::Words, kind_of(entry), kind_path(kind_of(entry))}}));
  if (!clause.quote.empty()) page.blocks.push_back(quotation(clause.quote));
  if (!clause.gist.empty()) page.blocks.push_back(paragraph({words(clause.gist)}));
  if (clause.form == model::ClauseForm::Informative)
    page.blocks.push_back(paragraph(labelled("Informative:", clause.reason)));
  if (clause.form == model::ClauseForm::NotCheckable)
    page.blocks.push_back(paragraph(labelled("Not checkable:", clause.reason)));
  if (clause.form == model::ClauseForm::NotEncoded)
    page.blocks.push_back(paragraph(labelled("Not encoded:", clause.reason)));
  const bool is_part = clause.form == model::ClauseForm::Encoded && !clause.reason.empty();
  if (is_part) page.blocks.push_back(paragraph(labelled("A part is not looked at:", clause.reason)));
  add_rules(entry, page);
  page.blocks.push_back(heading("As it is written"));
  page.blocks.push_back(code_block(
      written_at(*material_.sources, clause.label_span.has_place() ? clause.label_span : clause.span)));
  page.blocks.push_back(paragraph({faint(file_and_line(*material_.sources, clause.span))}));
  add_uses(entry.uses, page);
  add_tests(entry, page);
  add_coverage(entry, page);
  add_mutants(entry, page);
  return page;
}

std::vector<Line> Composer::rule(const ClauseEntry& entry, const model::Norm& norm) const {
  const std::string name = norm.name.empty() ? "" : norm.name + ": ";
  Line sentence = line_of(sentences_.norm(*entry.section, norm));
  if (!name.empty()) sentence.insert(sentence.begin(), strong(name));
  std::vector<Line> lines{std::move(sentence)};
  if (norm.otherwise)
    lines.push_back(
        {faint("Otherwise it is told: "), words(fmt::format("“{}”", Sentences::text(*norm.otherwise)))});
  for (const std::uint32_t index : norm.defeaters) {
    const model::Norm& defeater = entry.section->norms[index];
    const model::Clause& of = entry.section->clauses[defeater.clause];
    Line line{faint("It yields to "), words(defeater.name.empty() ? "" : defeater.name + " of ")};
    const ClauseEntry* other = entry_of(kind_of(entry), of.label);
    line.push_back(other == nullptr ? words(of.label) : clause_reference(*other));
    line.push_back(words(": "));
    for (Part& part : line_of(sentences_.norm(*entry.section, defeater))) line.push_back(std::move(part));
    lines.push_back(std::move(line));
  }
  return lines;
}

void Composer::add_rules(const ClauseEntry& entry, Page& page) const {
  if (entry.clause->norms.empty()) return;
  page.blocks.push_back(heading("In plain sentences"));
  for (const std::uint32_t index : entry.clause->norms) {
    const model::Norm& norm = entry.section->norms[index];
    if (!norm.quote.empty() && norm.quote != entry.clause->quote)
      page.blocks.push_back(quotation(norm.quote));
    if (!norm.gist.empty() && norm.gist != entry.clause->gist)
      page.blocks.push_back(paragraph({words(norm.gist)}));
    page.blocks.push_back(list_of(rule(entry, norm)));
  }
}

void Composer::add_uses(const Uses& uses, Page& page) const {
  std::vector<Line> lines;
  for (const std::string& name : uses.definitions)
    lines.push_back({words("definition "), {Part::Kind::Code, name, "definitions", name}});
  for (const std::string& name : uses.judgements)
    lines.push_back({words("judgement "), {Part::Kind::Code, name, "judgements", name}});
  for (const std::string& name : uses.readings)
    lines.push_back({words("reading "), {Part::Kind::Code, name, "readings", name}});
  for (const std::string& name : uses.tables)
    lines.push_back({words("table "), {Part::Kind::Code, name, table_path(name)}});
  if (lines.empty()) return;
  page.blocks.push_back(heading("What it uses"));
  page.blocks.push_back(list_of(std::move(lines)));
}

void Composer::add_tests(const ClauseEntry& entry, Page& page) const {
  if (material_.tests == nullptr) return;
  const std::string kind = kind_of(entry);
  std::vector<Line> lines;
  for (const testing::Test& test : material_.tests->tests) {
    if (test.kind != kind) continue;
    for (const testing::ResolvedExpectation& expected : test.expectations) {
      const bool is_about =
          expected.kind == ExpectationKind::Clause && expected.clause == entry.clause->label;
      if (!is_about) continue;
      lines.push_back({words(test.name + ": "), code(expected.words),
                       faint(" " + file_and_line(material_.tests->sources, expected.place))});
    }
  }
  page.blocks.push_back(heading("Tests"));
  if (lines.empty()) {
    page.blocks.push_back(paragraph({words("No test expects anything of it.")}));
  } else {
    page.blocks.push_back(list_of(std::move(lines)));
  }
}

void Composer::add_coverage(const ClauseEntry& entry, Page& page) const {
  if (material_.coverage == nullptr) return;
  const auto is_row = [&](const testing::CoverageRow& row) {
    return !row.is_definition && row.name == entry.clause->label;
  };
  const auto row = std::ranges::find_if(material_.coverage->rows, is_row);
  if (row == material_.coverage->rows.end()) return;
  page.blocks.push_back(heading("Covered by tests"));
  page.blocks.push_back(paragraph(
      {words(fmt::format("{}: {} of {} points", row->share.words(), row->share.hit, row->share.all))}));
  std::vector<Line> missing;
  for (const testing::MissingPlace& place : missing_places(*material_.coverage)) {
    if (!place.point->in_definition && place.point->owner == entry.clause->label)
      missing.push_back(line_of(place.words));
  }
  if (!missing.empty()) page.blocks.push_back(list_of(std::move(missing)));
}

void Composer::add_mutants(const ClauseEntry& entry, Page& page) const {
  if (material_.mutants == nullptr) return;
  std::size_t killed = 0, survived = 0;
  std::vector<Line> lines;
  for (const testing::MutantResult& result : material_.mutants->mutants) {
    const testing::Mutant& mutant = result.mutant;
    const bool is_of_kind = mutant.kind.empty() || mutant.kind == kind_of(entry);
    if (!mutant.is_clause || mutant.owner != entry.clause->label || !is_of_kind) continue;
    killed += result.state == MutantState::Killed ? 1 : 0;
    if (result.state != MutantState::Survived && result.state != MutantState::Excused) continue;
    survived += result.state == MutantState::Survived ? 1 : 0;
    const Sources& sources = material_.tests->sources;
    Line line = line_of(change_of(mutant, sources));
    line.push_back(faint(" " + file_and_line(sources, mutant.place)));
    if (!result.reason.empty()) line.push_back(words(" – excused: " + result.reason));
    lines.push_back(std::move(line));
  }
  page.blocks.push_back(heading("Small changes that tests notice"));
  page.blocks.push_back(paragraph({words(fmt::format("{} of {}", killed, killed + survived))}));
  if (!lines.empty()) page.blocks.push_back(list_of(std::move(lines)));
}

}  // namespace precept::handbook
