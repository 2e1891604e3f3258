// What the server can write in the author's place: every fix of a mistake, "did you mean", a test for a
// clause, the next clause of the text.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "authoring/server/common/diagnostics_json.h"
#include "authoring/server/features/features.h"
#include "authoring/server/knowledge/describe.h"
#include "authoring/server/knowledge/tests_of_policy.h"

namespace precept::server {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostNesting = 4;

/// A value of the type, as tests write it.
std::string example_value(const model::Model& model, const model::Type& type, std::size_t depth);

std::string example_object(const model::Model& model, const model::Record& record, std::size_t depth) {
  std::string fields;
  for (const model::Field& field : record.fields) {
    if (!model::is_required(field) || depth > kMostNesting) continue;
    fields += fmt::format("{}{}: {}", fields.empty() ? "" : ", ", field.name,
                          field.name == "name" ? "\"A\"" : example_value(model, field.type, depth + 1));
  }
  return fmt::format("{{{}}}", fields);
}

std::string example_value(const model::Model& model, const model::Type& type, std::size_t depth) {
  switch (type.kind) {
    case model::TypeKind::Truth:
      return "yes";
    case model::TypeKind::Int:
    case model::TypeKind::Number:
      return "1";
    case model::TypeKind::Date:
      return "2025-01-01";
    case model::TypeKind::Moment:
      return "2025-01-01T09:00Z";
    case model::TypeKind::Duration:
      return "1 day";
    case model::TypeKind::Months:
      return "1 month";
    case model::TypeKind::Hours:
      return "1 hour";
    case model::TypeKind::Enum:
      return model.enums[type.id].members.empty() ? "none" : model.enums[type.id].members[0].name;
    case model::TypeKind::Key: {
      const model::Table& table = model.tables[type.id];
      return table.rows.empty() ? "none" : fmt::format("\"{}\"", table.rows[0][table.key[0]].text);
    }
    case model::TypeKind::Set:
      return "{}";
    case model::TypeKind::Record:
      return example_object(model, model.records[type.id], depth);
    case model::TypeKind::List:
      return type.element == nullptr ? "[]" : fmt::format("[{}]", example_value(model, *type.element, depth));
    case model::TypeKind::Text:
    case model::TypeKind::Row:
    case model::TypeKind::Error:
      return "\"A\"";
  }
  return "none";
}

class Actions {
 public:
  Actions(const Context& context, const Document& document, std::uint32_t begin, std::uint32_t end)
      : context_(context),
        document_(document),
        spot_(spot_at(context, document, begin)),
        begin_(begin),
        end_(end) {}

  Json all() {
    if (!spot_.is_known()) return result_;
    for (const Diagnostic& each : spot_.policy->diagnostics.all()) mend(each);
    add_test();
    add_next_clause();
    return result_;
  }

 private:
  const PolicyState& policy() const { return *spot_.policy; }

  bool is_here(Span span) const {
    return span.has_place() && policy().path_of(span.file) == document_.path && span.begin <= end_ &&
           begin_ <= span.end;
  }

  void add(const std::string& title, std::string_view kind, Json edit, const Diagnostic* mends = nullptr) {
    Json action = {{"title", title}, {"kind", std::string(kind)}, {"edit", std::move(edit)}};
    if (mends != nullptr) {
      action["diagnostics"] = Json::array({diagnostic_json(context_, policy(), *mends)});
      action["isPreferred"] = true;
    }
    result_.push_back(std::move(action));
  }

  void mend(const Diagnostic& mistake) {
    if (mistake.labels.empty() || !is_here(mistake.labels[0].span)) return;
    if (!mistake.edits.empty()) {
      std::map<fs::path, Json> edits;
      for (const Edit& edit : mistake.edits) {
        edits.try_emplace(policy().path_of(edit.at.file), Json::array())
            .first->second.push_back(
                text_edit(range_json(policy(), edit.at, context_.encoding()), edit.text));
      }
      add(title_of(mistake), "quickfix", workspace_edit(context_, edits), &mistake);
      return;
    }
    const std::string meant = meant_by(mistake.help);
    if (meant.empty()) return;
    const Span at = mistake.labels[0].span;
    // What is quoted is a text or a name in back-quotes; what is meant stands in its quotes.
    const std::string_view written = policy().sources.text(at);
    const bool is_quoted = written.size() >= 2 && (written[0] == '"' || written[0] == '`');
    const std::string text =
        is_quoted && meant[0] != written[0] ? fmt::format("{0}{1}{0}", written[0], meant) : meant;
    add(fmt::format("Change to `{}`", meant), "quickfix",
        workspace_edit(context_, document_.path,
                       Json::array({text_edit(range_json(policy(), at, context_.encoding()), text)})),
        &mistake);
  }

  static std::string title_of(const Diagnostic& mistake) {
    if (!mistake.help.empty()) return mistake.help;
    return fmt::format("Mend {}: {}", info(mistake.kind).code, mistake.message);
  }

  /// `x` of "did you mean `x`?".
  static std::string meant_by(const std::string& help) {
    constexpr std::string_view kBefore = "did you mean `";
    const std::size_t begin = help.find(kBefore);
    if (begin == std::string::npos) return {};
    const std::size_t from = begin + kBefore.size(), end = help.find('`', from);
    return end == std::string::npos ? "" : help.substr(from, end - from);
  }

  // ---- a test for the clause

  const ast::ClauseDecl* clause() const { return clause_around(policy(), spot_.file, begin_); }

  const model::Section* section_of(std::string_view label) const {
    const model::Model* model = policy().model_or_last();
    if (model == nullptr) return nullptr;
    for (const model::Section& section : model->sections) {
      const bool has = std::ranges::any_of(section.clauses, [&](const model::Clause& each) {
        return each.label == label && !each.norms.empty();
      });
      if (has) return &section;
    }
    return nullptr;
  }

  void add_test() {
    const ast::ClauseDecl* here = clause();
    const model::Section* section = here != nullptr ? section_of(here->label.text) : nullptr;
    if (section == nullptr) return;
    const model::Model& model = *policy().model_or_last();
    const model::Record& record = model.records[section->record];
    const std::string test = fmt::format("test \"{0}: \"\n  given {1} {2}\n  expect {0} satisfied\n",
                                         here->label.text, record.name, example_object(model, record, 0));
    const std::string title = fmt::format("Add a test for `{}`", here->label.text);
    const auto files = test_files_of(context_.workspace, policy());
    if (!files.empty()) return add(title, "refactor", at_end_of(files.front()->path, "\n" + test));
    const fs::path file = policy().root.parent_path() / (policy().root.stem().string() + "_test.precept");
    const std::string whole = fmt::format("tests {}\n\n{}", model.name, test);
    Json edits = Json::array({text_edit({{"start", position_json({})}, {"end", position_json({})}}, whole)});
    Json edit = workspace_edit(context_, file, std::move(edits));
    if (edit.contains("documentChanges")) {
      const Json create = {{"kind", "create"},
                           {"uri", uri_of(context_.workspace, file)},
                           {"options", {{"ignoreIfExists", true}}}};
      edit["documentChanges"].insert(edit["documentChanges"].begin(), create);
    }
    add(title, "refactor", std::move(edit));
  }

  Json at_end_of(const fs::path& file, const std::string& text) const {
    const std::string now = text_now(context_.workspace, file);
    const TextLines lines(now);
    const auto end = static_cast<std::uint32_t>(now.size());
    const std::string more = (now.empty() || now.ends_with('\n') ? "" : "\n") + text;
    return workspace_edit(
        context_, file,
        Json::array({text_edit(range_json(lines, now, end, end, context_.encoding()), more)}));
  }

  // ---- the next clause

  void add_next_clause() {
    const ast::ClauseDecl* here = clause();
    if (here == nullptr || !policy().lock) return;
    const source_lock::Lock& lock = *policy().lock;
    const auto paragraph = source_lock::find_paragraph(lock, here->label.text);
    if (!paragraph) return;
    std::set<std::size_t> taken;
    for (const analysis::Declaration& each : spot_.analysis().declarations()) {
      if (each.kind != analysis::DeclarationKind::Clause) continue;
      for (std::size_t named : source_lock::paragraphs_named(lock, each.name)) taken.insert(named);
    }
    for (std::size_t next = *paragraph + 1; next < lock.paragraphs.size(); ++next) {
      if (lock.paragraphs[next].is_lead || taken.contains(next)) continue;
      const std::string label = lock.paragraphs[next].label();
      const std::string text = fmt::format("\n\nclause {}\n  not encoded \"to be written\"", label);
      const std::uint32_t end = here->span.end;
      add(fmt::format("Add the next clause of the text: `{}`", label), "refactor",
          workspace_edit(
              context_, document_.path,
              Json::array({text_edit(range_json(document_, end, end, context_.encoding()), text)})));
      return;
    }
  }

  const Context& context_;
  const Document& document_;
  Spot spot_;
  std::uint32_t begin_, end_;
  Json result_ = Json::array();
};

bool is_wanted(const Json& params, const std::string& kind) {
  const Json::json_pointer only("/context/only");
  if (!params.contains(only) || !params.at(only).is_array()) return true;
  return std::ranges::any_of(params.at(only), [&](const Json& each) {
    return each.is_string() &&
           (kind == each.get<std::string>() || kind.starts_with(each.get<std::string>() + "."));
  });
}

}  // namespace

Json code_actions(const Context& context, const Json& params) {
  const Document& document = document_of(context, params);
  const Json& range = member(params, "range");
  auto offset = [&](const char* end) {
    return document.lines.offset(document.text, position_of(member(range, end)), context.encoding());
  };
  Json result = Json::array();
  for (Json& each : Actions(context, document, offset("start"), offset("end")).all())
    if (is_wanted(params, each["kind"])) result.push_back(std::move(each));
  return result;
}

}  // namespace precept::server
