// Pages of what clauses use: kinds of documents, definitions, judgements, readings, tables.
#include <fmt/format.h>

#include <algorithm>

#include "authoring/handbook/composer.h"
#include "runtime/check/absence.h"

namespace precept::handbook {

namespace {

const char* verb(Outcome outcome) {
  switch (outcome) {
    case Outcome::Violated:
      return "breaks ";
    case Outcome::Satisfied:
      return "satisfies ";
    case Outcome::NotApplicable:
      return "is outside ";
    case Outcome::Undetermined:
      break;
  }
  return "leaves open ";
}

}  // namespace

std::string Composer::signature(const model::Define& define) const {
  std::string parameters;
  for (const model::Variable* parameter : define.parameters)
    parameters += fmt::format("{}{}: {}", parameters.empty() ? "" : ", ", parameter->name,
                              sentences_.type(parameter->type));
  const std::string brackets = define.parameters.empty() ? "" : fmt::format("({})", parameters);
  return fmt::format("{}{}: {}", define.name, brackets, sentences_.type(define.result));
}

/// Who uses a definition, judgement or the like.
void Composer::add_users(Names names, const std::string& name, Page& page) const {
  Line users;
  const auto add = [&](Part part) {
    users.push_back(words(users.empty() ? "Used by " : ", "));
    users.push_back(std::move(part));
  };
  for (const ClauseEntry& entry : clauses_) {
    if ((entry.uses.*names).contains(name)) add(clause_reference(entry));
  }
  for (const model::Define& define : policy_.defines) {
    if ((uses_of(policy_, define).*names).contains(name))
      add({Part::Kind::Code, define.name, "definitions", define.name});
  }
  page.blocks.push_back(paragraph(users.empty() ? Line{faint("Nothing uses it.")} : users));
}

Page Composer::definitions() const {
  Page page{.path = "definitions", .title = "Definitions", .above = "What clauses use"};
  for (const model::Define& define : policy_.defines) {
    page.blocks.push_back(heading(signature(define), define.name));
    if (define.holds && define.does_not_hold) {
      page.blocks.push_back(list_of({labelled("Yes:", Sentences::text(*define.holds)),
                                     labelled("No:", Sentences::text(*define.does_not_hold))}));
    } else if (define.holds) {
      page.blocks.push_back(paragraph(labelled("In words:", Sentences::text(*define.holds))));
    }
    if (define.body != nullptr)
      page.blocks.push_back(paragraph(line_of(sentences_.expression(*define.body) + ".")));
    page.blocks.push_back(code_block(written_at(*material_.sources, define.span)));
    add_users(&Uses::definitions, define.name, page);
  }
  return page;
}

Page Composer::judgements() const {
  Page page{.path = "judgements", .title = "Judgements", .above = "What clauses use"};
  page.blocks.push_back(paragraph({words("What only a person can say. Until somebody does, it is open.")}));
  for (const model::Judgement& judgement : policy_.judgements) {
    page.blocks.push_back(heading(judgement.name, judgement.name));
    std::vector<Line> lines{labelled("Asks:", Sentences::text(judgement.asks))};
    if (judgement.from) lines.push_back(labelled("From:", Sentences::text(*judgement.from)));
    lines.push_back({strong("Who answers:"), words(" "),
                     words(judgement.by.empty() ? "the policy does not say" : judgement.by)});
    for (const model::Variable* parameter : judgement.parameters)
      lines.push_back(
          labelled("About:", fmt::format("{} `{}`", sentences_.type(parameter->type), parameter->name)));
    page.blocks.push_back(list_of(std::move(lines)));
    add_users(&Uses::judgements, judgement.name, page);
  }
  return page;
}

Page Composer::readings() const {
  Page page{.path = "readings", .title = "Readings", .above = "What clauses use"};
  page.blocks.push_back(
      paragraph({words("Words of the text that can be read in several ways. Which one counts is chosen "
                       "outside the documents.")}));
  for (const model::Reading& reading : policy_.readings) {
    page.blocks.push_back(heading(reading.name, reading.name));
    if (!reading.quote.empty()) page.blocks.push_back(quotation(reading.quote));
    std::vector<Line> choices;
    const auto& members = policy_.enums[reading.enum_id].members;
    for (std::uint32_t i = 0; i < members.size(); ++i) {
      Line choice{code(members[i].name)};
      if (members[i].label != members[i].name) choice.push_back(words(": " + members[i].label));
      if (i == reading.default_choice) choice.push_back(strong(" (by default)"));
      choices.push_back(std::move(choice));
    }
    page.blocks.push_back(list_of(std::move(choices)));
    add_users(&Uses::readings, reading.name, page);
  }
  return page;
}

Page Composer::table_page(const model::Table& table) const {
  Page page{.path = table_path(table.name), .title = table.name, .above = "Tables"};
  page.blocks.push_back(list_of({{strong("File"), words(" "), code(table.path)},
                                 {strong("Digest"), words(" "), code(table.digest)},
                                 labelled("Rows", fmt::to_string(table.rows.size()))}));
  add_users(&Uses::tables, table.name, page);
  Block rows{.kind = Block::Kind::Table, .head = {"Line"}};
  for (const model::Field& column : table.columns) rows.head.push_back(column.name);
  std::vector<Line> doubts;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    std::vector<Line> cells{{faint(fmt::to_string(table.lines[row]))}};
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const model::Value& cell = table.rows[row][i];
      const bool is_text =
          table.columns[i].type.is(model::TypeKind::Text) && cell.state == model::ValueState::Known;
      const std::string told = is_text ? cell.text : sentences_.value(cell, table.columns[i].type);
      const bool is_doubtful = cell.state == model::ValueState::Unknown;
      cells.push_back({is_doubtful ? strong(told) : words(told)});
      if (is_doubtful)
        doubts.push_back({words(fmt::format("line {}, ", table.lines[row])), code(table.columns[i].name),
                          words(cell.text.empty() ? ": not known" : ": likely " + cell.text)});
    }
    rows.rows.push_back(std::move(cells));
  }
  if (!doubts.empty()) {
    page.blocks.push_back(heading("Doubts"));
    page.blocks.push_back(paragraph({words("To every rule these cells are unknown.")}));
    page.blocks.push_back(list_of(std::move(doubts)));
  }
  page.blocks.push_back(heading("Rows"));
  page.blocks.push_back(std::move(rows));
  return page;
}

void Composer::add_absences(const std::string& kind, Page& page) const {
  if (material_.program == nullptr) return;
  const Program& program = *material_.program;
  for (std::uint32_t unit = 0; unit < program.units.size(); ++unit) {
    if (program.text(program.units[unit].kind) != kind) continue;
    page.blocks.push_back(heading("Fields, and what it means that one is not there"));
    Block table{.kind = Block::Kind::Table, .head = {"Field", "Type", "Left out", "null", "That alone"}};
    for (const FieldAbsence& field : absences(program, unit)) {
      Line decides;
      for (const AbsenceEffect& effect : field.decides) {
        decides.push_back(words(std::string(decides.empty() ? "" : ", ") + verb(effect.outcome)));
        const ClauseEntry* clause = entry_of(kind, effect.clause);
        decides.push_back(clause == nullptr ? words(effect.clause) : clause_reference(*clause));
      }
      table.rows.push_back({{code(field.pointer)},
                            line_of(field.type),
                            line_of(field.left_out),
                            line_of(field.null),
                            std::move(decides)});
    }
    page.blocks.push_back(std::move(table));
  }
}

Page Composer::kind_page(std::uint32_t record) const {
  const std::string& name = policy_.records[record].name;
  Page page{.path = kind_path(name), .title = name, .above = "Documents"};
  std::vector<Line> clauses;
  for (const ClauseEntry& entry : clauses_) {
    if (entry.section->record != record) continue;
    Line line{clause_reference(entry)};
    if (!entry.clause->gist.empty()) line.push_back(words(": " + entry.clause->gist));
    clauses.push_back(std::move(line));
  }
  page.blocks.push_back(heading("Clauses about it"));
  page.blocks.push_back(list_of(std::move(clauses)));
  add_absences(name, page);
  return page;
}

}  // namespace precept::handbook
