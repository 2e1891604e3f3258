#include "testing/suite/document.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.h"
#include "runtime/edit/json_edit.h"

namespace precept::testing {

namespace fs = std::filesystem;

using ast::Datum;
using ast::DatumForm;
using ast::PlaceStep;
using ast::PlaceStepForm;
using model::TypeKind;

namespace {

/// Who attests where a test does not say it, and when, where the document has no date.
constexpr const char* kNobody = "the author of the test";
constexpr const char* kSomeDay = "2000-01-01";

std::string_view text_in(const Json& object, const char* field) {
  if (!object.is_object() || !object.contains(field) || !object[field].is_string()) return {};
  return object[field].get_ref<const std::string&>();
}

std::string_view name_of(const Json& element) {
  return text_in(element, "name");
}

std::string backticked(std::string_view text) {
  return fmt::format("`{}`", text);
}

}  // namespace

// ---- places --------------------------------------------------------------------------------------

std::optional<std::size_t> find_element(const Json* list, const PlaceStep& step, const std::string& list_name,
                                        const TestContext& context) {
  std::size_t size = list != nullptr && list->is_array() ? list->size() : 0;
  if (step.form == PlaceStepForm::Index) {
    if (static_cast<std::size_t>(step.index) < size) return static_cast<std::size_t>(step.index);
    context
        .report(DiagnosticKind::UnknownInTest, step.span,
                fmt::format("{} has no element {}", list_name, step.index))
        .note(size == 0 ? "it is empty in this document"
                        : fmt::format("elements are counted from 0; the last is {}", size - 1));
    return std::nullopt;
  }
  std::vector<std::size_t> found;
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < size; ++i) {
    names.push_back(name_of((*list)[i]));
    if (names.back() == step.text) found.push_back(i);
  }
  if (found.size() == 1) return found[0];
  Diagnostic& error = context.report(
      DiagnosticKind::UnknownInTest, step.span,
      found.empty() ? fmt::format("{} has no element named `{}`", list_name, step.text)
                    : fmt::format("{} has {} elements named `{}`", list_name, found.size(), step.text));
  if (!found.empty()) error.with_help(fmt::format("give its index: the first is {}", found[0]));
  if (found.empty()) error.with_help(did_you_mean_or_list(step.text, names, "the names there"));
  if (size == 0) error.note("it is empty in this document");
  return std::nullopt;
}

namespace {

/// Follows a place step by step. `step` is false where a mistake was reported.
class Walk {
 public:
  Walk(Json& document, const TestContext& context) : context_(context) {
    root_ = {.kind = TypeKind::Record, .id = record_id()};
    at_ = {"", &root_, &document};
  }

  bool step(const PlaceStep& step) { return step.form == PlaceStepForm::Field ? field(step) : element(step); }
  const DocumentPlace& at() const { return at_; }

 private:
  std::uint32_t record_id() const {
    auto found = std::ranges::find_if(context_.model.records,
                                      [&](const model::Record& each) { return &each == &context_.record; });
    return static_cast<std::uint32_t>(found - context_.model.records.begin());
  }

  bool field(const PlaceStep& step) {
    if (!at_.type->is(TypeKind::Record)) {
      Diagnostic& error = context_.report(DiagnosticKind::UnknownInTest, step.span,
                                          fmt::format("{} is {}, which has no fields", backticked(called_),
                                                      type_in_words(*at_.type, context_.model)));
      if (at_.type->is(TypeKind::List)) error.with_help(element_help(step));
      return false;
    }
    const model::Record& record = context_.model.records[at_.type->id];
    const model::Field* found = find_field(record, step.text);
    if (found == nullptr) {
      Diagnostic& error = context_.report(DiagnosticKind::UnknownInTest, step.span,
                                          fmt::format("a `{}` has no field `{}`", record.name, step.text));
      error.with_help(step.text == "attestations"
                          ? "attestations are written with `attest`"
                          : did_you_mean_or_list(step.text, field_names(record),
                                                 fmt::format("the fields of `{}`", record.name)));
      return false;
    }
    bool is_there = at_.value != nullptr && at_.value->is_object() && at_.value->contains(found->name);
    at_ = {at_.pointer + "/" + json_edit::escaped(found->name), &found->type,
           is_there ? &(*at_.value)[found->name] : nullptr};
    called_ += (called_.empty() ? "" : ".") + found->name;
    return true;
  }

  /// Help where a list was written in place of one of its elements: the next word is a field or the element's
  /// name.
  std::string element_help(const PlaceStep& step) const {
    const model::Type& element = *at_.type->element;
    bool is_field =
        element.is(TypeKind::Record) && find_field(context_.model.records[element.id], step.text) != nullptr;
    if (is_field) return fmt::format("say of which element: `{}[0].{}`", called_, step.text);
    bool is_list = at_.value != nullptr && at_.value->is_array();
    for (std::size_t i = 0; is_list && i < at_.value->size(); ++i) {
      if (name_of((*at_.value)[i]) == step.text) return fmt::format("write `{}[\"{}\"]`", called_, step.text);
    }
    return "say of which element: its name in quotes, or its index from 0, in brackets";
  }

  bool element(const PlaceStep& step) {
    if (!at_.type->is(TypeKind::List)) {
      context_.report(DiagnosticKind::UnknownInTest, step.span,
                      fmt::format("{} is {}, which has no elements", backticked(called_),
                                  type_in_words(*at_.type, context_.model)));
      return false;
    }
    auto index = find_element(at_.value, step, backticked(called_), context_);
    if (!index) return false;
    at_ = {fmt::format("{}/{}", at_.pointer, *index), at_.type->element, &(*at_.value)[*index]};
    called_ += fmt::format("[{}]", *index);
    return true;
  }

  const TestContext& context_;
  model::Type root_;
  DocumentPlace at_;
  std::string called_;
};

}  // namespace

std::optional<DocumentPlace> locate(Json& document, std::span<const PlaceStep> steps,
                                    const TestContext& context) {
  Walk walk(document, context);
  for (const PlaceStep& step : steps) {
    if (!walk.step(step)) return std::nullopt;
  }
  return walk.at();
}

namespace {

void collect_names(const Json& value, const model::Type& type, std::uint32_t record,
                   const model::Model& model, std::vector<std::string>& names) {
  if (type.is(TypeKind::List) && value.is_array()) {
    for (const Json& element : value) collect_names(element, *type.element, record, model, names);
  } else if (type.is(TypeKind::Record) && value.is_object()) {
    if (type.id == record && !name_of(value).empty()) names.emplace_back(name_of(value));
    for (const model::Field& field : model.records[type.id].fields) {
      if (value.contains(field.name)) collect_names(value[field.name], field.type, record, model, names);
    }
  }
}

}  // namespace

std::vector<std::string> names_in(const Json& document, const model::Record& document_record,
                                  std::uint32_t record, const model::Model& model) {
  std::vector<std::string> names;
  for (const model::Field& field : document_record.fields) {
    if (document.contains(field.name)) collect_names(document[field.name], field.type, record, model, names);
  }
  return names;
}

// ---- the fixture ---------------------------------------------------------------------------------

std::optional<Json> read_fixture(const ast::Test& test, Sources& sources, Diagnostics& diagnostics) {
  auto fail = [&](std::string message) -> Diagnostic& {
    return diagnostics.report(DiagnosticKind::TestFixture, test.fixture_span, std::move(message));
  };
  fs::path path = fs::path(sources.file(test.span.file).name).parent_path() / test.fixture;
  std::error_code error;
  auto file = fs::is_regular_file(path, error) ? sources.read(path) : std::nullopt;
  if (!file) {
    std::vector<std::string> beside;
    for (const auto& entry : fs::directory_iterator(path.parent_path(), error)) {
      if (entry.path().extension() == ".json") beside.push_back(entry.path().filename().string());
    }
    std::ranges::sort(beside);
    std::vector<std::string_view> names(beside.begin(), beside.end());
    std::string near = nearest(path.filename().string(), names);
    Diagnostic& missing = fail(fmt::format("`{}` cannot be read", path.string()));
    missing.note("a fixture is named relative to the file of its test");
    if (!near.empty())
      missing.with_help(
          fmt::format("did you mean `{}`?", (fs::path(test.fixture).parent_path() / near).generic_string()));
    if (near.empty()) missing.with_help(did_you_mean_or_list("", names, "the documents of that folder"));
    return std::nullopt;
  }
  Json json = Json::parse(sources.file(*file).text, nullptr, false);
  if (json.is_discarded()) {
    fail(fmt::format("`{}` is not well-formed JSON", path.string()))
        .with_help("`precept check` on it tells where it is not");
    return std::nullopt;
  }
  std::string_view kind = text_in(json, "kind");
  if (kind == test.record.text) return json;
  if (kind.empty()) fail(fmt::format("`{}` is no document: it has no `kind`", path.string()));
  if (!kind.empty()) {
    fail(fmt::format("`{}` is a `{}`, not a `{}`", path.string(), kind, test.record.text))
        .label(test.record.span, "the test says so here");
  }
  return std::nullopt;
}

std::optional<Day> day_of(const ast::Test& test, const std::optional<Json>& fixture,
                          const std::map<std::string_view, const Datum*>& cases) {
  auto day = [&](const Datum* datum) -> std::optional<Day> {
    if (datum != nullptr && datum->form == DatumForm::Name && cases.contains(datum->name.text))
      datum = cases.at(datum->name.text);
    if (datum == nullptr || datum->form != DatumForm::Date) return std::nullopt;
    return static_cast<Day>(datum->integer);
  };
  for (std::size_t i = test.changes.size(); i-- > 0;) {
    const ast::DocumentEdit& change = test.changes[i];
    if (change.place.size() == 1 && change.place[0].text == "date") return day(change.value);
  }
  if (test.document != nullptr) {
    for (const auto& entry : test.document->entries) {
      if (entry.key.text == "date") return day(entry.value);
    }
  }
  return fixture ? parse_date(text_in(*fixture, "date")) : std::nullopt;
}

// ---- changes and attestations --------------------------------------------------------------------

namespace {

/// The pointer without a look at the policy, for a test that expects a mistake such as an unknown field.
std::string pointer_as_written(std::span<const PlaceStep> steps) {
  std::string pointer;
  for (const PlaceStep& step : steps) {
    pointer += step.form == PlaceStepForm::Index ? fmt::format("/{}", step.index)
                                                 : "/" + json_edit::escaped(step.text);
  }
  return pointer;
}

/// The places that the changes of one test have set.
using SetPlaces = std::vector<std::pair<std::string, Span>>;

/// Reports a change that would overwrite an earlier one.
void check_is_first(SetPlaces& set, const std::string& pointer, const ast::DocumentEdit& it,
                    const TestContext& context) {
  Span place = cover(it.place.front().span, it.place.back().span);
  for (const auto& [other, first] : set) {
    if (other != pointer && !other.starts_with(pointer + "/")) continue;
    context
        .report(DiagnosticKind::Redeclared, place,
                fmt::format("{} is {} twice", backticked(context.sources.text(place)),
                            it.value == nullptr || other != pointer ? "changed" : "set"))
        .label(first, "the first is here")
        .with_help("leave one of the two out");
    return;
  }
  // The elements behind a removed one get other indexes.
  if (it.value == nullptr && it.place.back().form != PlaceStepForm::Field) return set.clear();
  set.emplace_back(pointer, place);
}

void change(Json& document, const ast::DocumentEdit& it, SetPlaces& set, const TestContext& context) {
  bool goes_through_lists =
      std::ranges::any_of(it.place, [](const PlaceStep& step) { return step.form != PlaceStepForm::Field; });
  if (context.is_loose && !goes_through_lists && it.value != nullptr)
    return json_edit::put(document, pointer_as_written(it.place), to_json_loosely(*it.value, context));
  auto located = locate(document, it.place, context);
  if (!located) return;
  if (it.value != nullptr) {
    std::string what = backticked(context.sources.text(it.place.back().span));
    std::size_t before = context.diagnostics.error_count();
    Json value = to_json(*it.value, *located->type, what, context);
    if (context.diagnostics.error_count() == before) check_is_first(set, located->pointer, it, context);
    return json_edit::put(document, located->pointer, std::move(value));
  }
  if (located->value == nullptr) {
    context.report(DiagnosticKind::UnknownInTest, cover(it.place.front().span, it.place.back().span),
                   "there is nothing to leave out: the document does not have this");
    return;
  }
  check_is_first(set, located->pointer, it, context);
  json_edit::take(document, located->pointer);
}

const model::Judgement* find_judgement(const ast::Name& name, const TestContext& context) {
  std::vector<std::string_view> names;
  for (const model::Judgement& judgement : context.model.judgements) {
    if (judgement.name == name.text) return &judgement;
    names.push_back(judgement.name);
  }
  context
      .report(DiagnosticKind::UnknownInTest, name.span,
              fmt::format("the policy has no judgement `{}`", name.text))
      .with_help(did_you_mean_or_list(name.text, names, "its judgements"));
  return nullptr;
}

/// Whether `about` is a pointer to something in the document. Elements with the same name are told apart so.
bool is_pointer_into(const Json& document, std::string_view about) {
  if (!about.starts_with('/')) return false;
  try {
    return document.contains(Json::json_pointer(std::string(about)));
  } catch (const Json::exception&) {
    return false;
  }
}

/// The `about` of an attestation; nothing where a mistake was reported.
std::optional<std::string> about_of(const Json& document, const ast::Attest& attest,
                                    const model::Judgement& judgement, const TestContext& context) {
  if (!judgement.key_parameter) {
    if (attest.about == nullptr) return "";
    context
        .report(DiagnosticKind::TestValue, attest.about->span,
                fmt::format("`{}` is about the document, not about one of its elements", judgement.name))
        .with_help(fmt::format("write `attest {} yes`", judgement.name));
    return std::nullopt;
  }
  const model::Variable& key = *judgement.parameters[*judgement.key_parameter];
  const std::string& record = context.model.records[key.type.id].name;
  if (attest.about == nullptr) {
    context
        .report(
            DiagnosticKind::TestValue, attest.judgement.span,
            fmt::format("`{}` is about a `{}`; the attestation does not say which", judgement.name, record))
        .with_help(fmt::format("write `attest {}(\"…\") yes` with its name", judgement.name));
    return std::nullopt;
  }
  const Datum& about = context.value_of(*attest.about);
  if (about.form != DatumForm::Text) {
    context.report(DiagnosticKind::TestValue, attest.about->span,
                   fmt::format("whom `{}` is about is a name in quotes", judgement.name));
    return std::nullopt;
  }
  std::vector<std::string> names = names_in(document, context.record, key.type.id, context.model);
  if (is_pointer_into(document, about.text)) return std::string(about.text);
  if (!context.is_loose && std::ranges::find(names, about.text) == names.end()) {
    std::vector<std::string_view> views(names.begin(), names.end());
    context
        .report(DiagnosticKind::UnknownInTest, attest.about->span,
                fmt::format("the document has no `{}` named `{}`", record, about.text))
        .with_help(did_you_mean_or_list(about.text, views, "the names there"));
    return std::nullopt;
  }
  return std::string(about.text);
}

/// Replaces what the fixture attests about the same thing.
void attest(Json& document, const ast::Attest& it, SetPlaces& attested, const TestContext& context) {
  const model::Judgement* judgement = find_judgement(it.judgement, context);
  if (judgement == nullptr) return;
  auto about = about_of(document, it, *judgement, context);
  if (!about) return;
  for (const auto& [other, first] : attested) {
    if (other != judgement->name + "\n" + *about) continue;
    context
        .report(DiagnosticKind::Redeclared, it.span, fmt::format("`{}` is attested twice", judgement->name))
        .label(first, "the first is here")
        .with_help("leave one of the two out");
    return;
  }
  attested.emplace_back(judgement->name + "\n" + *about, it.span);
  const model::Type truth{.kind = TypeKind::Truth}, text{.kind = TypeKind::Text},
      date{.kind = TypeKind::Date};
  std::string day(text_in(document, "date"));
  if (!parse_date(day)) day = kSomeDay;
  Json attestation = {{"judgement", judgement->name}};
  if (!about->empty()) attestation["about"] = *about;
  attestation["value"] = to_json(*it.value, truth, "the answer", context);
  attestation["by"] = it.by == nullptr ? Json(kNobody) : to_json(*it.by, text, "who attests", context);
  attestation["date"] = it.on == nullptr ? Json(day) : to_json(*it.on, date, "the day", context);
  Json& all = document["attestations"];
  if (!all.is_array()) all = Json::array();
  std::string name = *about;
  if (is_pointer_into(document, name)) name = text_in(document.at(Json::json_pointer(name)), "name");
  auto is_same = [&](const Json& other) {
    const auto whom = text_in(other, "about");
    return text_in(other, "judgement") == judgement->name && (whom == *about || whom == name);
  };
  all.erase(std::remove_if(all.begin(), all.end(), is_same), all.end());
  all.push_back(std::move(attestation));
}

/// Drops what the fixture attests about somebody whom the test removes.
void drop_attestations_of_nobody(Json& document, const Json& fixture, const TestContext& context) {
  if (!document.contains("attestations") || !document["attestations"].is_array()) return;
  auto is_gone = [&](const Json& attestation) {
    std::string_view name = text_in(attestation, "judgement");
    auto judgement = std::ranges::find(context.model.judgements, name, &model::Judgement::name);
    if (judgement == context.model.judgements.end() || !judgement->key_parameter) return false;
    std::uint32_t record = judgement->parameters[*judgement->key_parameter]->type.id;
    auto has = [&](const Json& where) {
      std::vector<std::string> names = names_in(where, context.record, record, context.model);
      return std::ranges::find(names, text_in(attestation, "about")) != names.end();
    };
    return has(fixture) && !has(document);
  };
  Json& all = document["attestations"];
  all.erase(std::remove_if(all.begin(), all.end(), is_gone), all.end());
}

}  // namespace

Json build_document(const ast::Test& test, const std::optional<Json>& fixture, const TestContext& context) {
  Json document = {{"kind", context.record.name}};
  if (fixture) document = *fixture;
  if (test.document != nullptr) document.update(record_to_json(*test.document, context.record, context));
  SetPlaces set;
  for (const ast::DocumentEdit& each : test.changes) change(document, each, set, context);
  if (fixture && !context.is_loose) drop_attestations_of_nobody(document, *fixture, context);
  SetPlaces attested;
  for (const ast::Attest& each : test.attests) attest(document, each, attested, context);
  return document;
}

}  // namespace precept::testing
