// `record Vote with Tally`: the fields of one record that are another's too.
#include <algorithm>
#include <map>
#include <utility>

#include "base/limits.h"
#include "base/text.h"
#include "compiler/check/context.h"

namespace precept::checking {

namespace {

bool is_same_place(Span a, Span b) {
  return a.file == b.file && a.begin == b.begin && a.end == b.end;
}

/// Puts the fields of the records that a record is declared `with` before its own, theirs first. A field that
/// comes by two ways from one declaration is one field.
class FieldsOfOthers {
 public:
  explicit FieldsOfOthers(Context& context)
      : context_(context), states_(context.model.records.size()), depths_(states_.size()) {
    for (const Declaration* declaration : context.names.all()) {
      if (declaration->form == DeclarationForm::Record) declared_[declaration->id] = declaration;
    }
  }

  void run() {
    for (const auto& [id, declaration] : declared_) complete(id);
  }

 private:
  enum class State { New, Open, Done };

  /// A record that is named behind `with`.
  struct Other {
    std::uint32_t id;
    Span place;
  };

  /// Recurs no deeper than `kRecordDepth`.
  void complete(std::uint32_t id) {
    if (states_[id] != State::New) return;
    states_[id] = State::Open;
    path_.push_back(id);
    const Declaration& declaration = *declared_.at(id);
    std::vector<Other> others;
    for (const ast::Name& name : declaration.statement->record->with) {
      auto other = find_other(id, declaration, name);
      auto same = [&](const Other& each) { return other && each.id == *other; };
      if (!other) continue;
      if (std::ranges::any_of(others, same)) {
        context_.report(DiagnosticKind::Redeclared, name.span,
                        fmt::format("`{}` is declared with `{}` already", declaration.name.text, name.text));
        continue;
      }
      others.push_back({*other, name.span});
    }
    if (!others.empty()) take_fields(id, others);
    path_.pop_back();
    states_[id] = State::Done;
  }

  /// The record of this name with all its fields; none where a mistake was reported.
  std::optional<std::uint32_t> find_other(std::uint32_t id, const Declaration& declaration,
                                          const ast::Name& name) {
    const ast::Type written{.form = ast::TypeForm::Named, .name = name, .span = name.span};
    const model::Type type = resolve_type(context_, declaration.file, &written);
    if (!type.is(model::TypeKind::Record)) {
      context_.mistaken_records.insert(id);
      if (type.is(model::TypeKind::Error)) return std::nullopt;
      context_
          .report(DiagnosticKind::TypeMismatch, name.span,
                  fmt::format("`{}` is no record; a record is declared with other records", name.text))
          .with_help("declare a field of this type");
      return std::nullopt;
    }
    if (states_[type.id] == State::Open) {
      report_circle(type.id, name);
      return std::nullopt;
    }
    const bool is_path_full = path_.size() >= limits::kRecordDepth && states_[type.id] == State::New;
    if (!is_path_full) complete(type.id);
    if (is_path_full || depths_[type.id] + 1 >= limits::kRecordDepth) {
      report_depth(name);
      context_.mistaken_records.insert(id);
      return std::nullopt;
    }
    depths_[id] = std::max(depths_[id], depths_[type.id] + 1);
    if (context_.mistaken_records.contains(type.id)) context_.mistaken_records.insert(id);
    return type.id;
  }

  void report_depth(const ast::Name& name) {
    if (std::exchange(is_depth_reported_, true)) return;
    context_.report(
        DiagnosticKind::TooComplex, name.span,
        fmt::format("records are declared with one another, more than {} in a row", limits::kRecordDepth));
  }

  void report_circle(std::uint32_t first, const ast::Name& name) {
    context_.mistaken_records.insert(path_.back());
    auto& mistake = context_.report(DiagnosticKind::RecordWithItself, name.span,
                                    fmt::format("the record `{}` is declared with itself", name.text));
    for (auto at = std::ranges::find(path_, first); at != path_.end() && path_.back() != first; ++at) {
      mistake.label(context_.model.records[*at].span, *at == first ? "declared here" : "through this");
    }
    mistake.with_help("put the fields that several need into a record of their own");
  }

  void take_fields(std::uint32_t id, std::span<const Other> others) {
    model::Record& record = context_.model.records[id];
    std::vector<model::Field> own = std::move(record.fields);
    record.fields.clear();
    std::map<std::string, const model::Field*> taken;  // by the name without its letter case
    std::vector<model::Field> all;
    auto take = [&](const model::Field& field, Span place) {
      auto [first, is_new] = taken.emplace(case_folded(field.name), &field);
      if (is_new) all.push_back(field);
      const bool is_same = !is_new && is_same_place(first->second->span, field.span);
      if (!is_new && !is_same) report_clash(id, *first->second, field, place);
    };
    for (const Other& other : others) {
      const model::Record& from = context_.model.records[other.id];
      for (const model::Field& field : from.fields) take(field, other.place);
      record.with.push_back(other.id);
      record.with.insert(record.with.end(), from.with.begin(), from.with.end());
    }
    std::ranges::sort(record.with);
    record.with.erase(std::ranges::unique(record.with).begin(), record.with.end());
    for (const model::Field& field : own) take(field, field.span);
    record.fields = std::move(all);
    check_size(record);
  }

  void report_clash(std::uint32_t id, const model::Field& first, const model::Field& second, Span place) {
    if (!context_.mistaken_records.insert(id).second) return;
    const bool is_own = is_same_place(place, second.span);
    const std::string& name = context_.model.records[id].name;
    auto& mistake = context_.report(
        DiagnosticKind::FieldsClash, place,
        first.name != second.name
            ? fmt::format("the fields `{}` and `{}` of `{}` differ by letter case alone", first.name,
                          second.name, name)
        : is_own ? fmt::format("`{}` has the field `{}` already, by its `with`", name, first.name)
                 : fmt::format("`{}` would have two fields `{}`", name, first.name));
    mistake.label(first.span, "the first");
    if (!is_own) mistake.label(second.span, "the second");
    mistake.with_help(is_own ? "leave it out, or give it another name"
                             : "give one of the two another name, or hold one record in a field");
  }

  void check_size(const model::Record& record) {
    if (record.fields.size() <= limits::kFields) return;
    context_
        .report(DiagnosticKind::TooManyFields, record.span,
                fmt::format("`{}` has {} fields with those of others; a record has at most {}", record.name,
                            record.fields.size(), limits::kFields))
        .with_help("put fields that belong together into a record of their own");
  }

  Context& context_;
  std::map<std::uint32_t, const Declaration*> declared_;
  std::vector<State> states_;
  std::vector<std::uint32_t> depths_;  ///< how many others are declared with each other below it
  bool is_depth_reported_ = false;
  std::vector<std::uint32_t> path_;  ///< of the records that are being completed
};

}  // namespace

void add_fields_of_others(Context& context) {
  FieldsOfOthers(context).run();
}

void pass_defaults_on(Context& context) {
  std::map<std::pair<FileId, std::uint32_t>, const model::Field*> own;
  for (const Declaration* declaration : context.names.all()) {
    if (declaration->form != DeclarationForm::Record) continue;
    const model::Record& record = context.model.records[declaration->id];
    for (const ast::FieldDecl& declared : declaration->statement->record->fields) {
      auto field = find_field(record.fields, declared.name.text);
      if (!field || !is_same_place(record.fields[*field].span, declared.name.span)) continue;
      own[{declared.name.span.file, declared.name.span.begin}] = &record.fields[*field];
    }
  }
  for (model::Record& record : context.model.records) {
    for (model::Field& field : record.fields) {
      auto found = own.find({field.span.file, field.span.begin});
      if (found == own.end() || found->second == &field) continue;
      field.default_value = found->second->default_value;
      field.type = found->second->type;
    }
  }
}

}  // namespace precept::checking
