#include "compiler/check/check.h"

#include <algorithm>

#include "base/text.h"
#include "compiler/check/context.h"
#include "compiler/check/sizes.h"

namespace precept::checking {

void add_source(Context& context, const std::filesystem::path& path, FileId file, std::string digest) {
  const std::filesystem::path base = context.files.files[0].path.parent_path().parent_path();
  std::string name = path.lexically_proximate(base).generic_string();
  auto& sources = context.model.sources;
  if (std::ranges::find(sources, name, &model::SourceDigest::name) != sources.end()) return;
  sources.push_back({std::move(name), std::move(digest), file});
}

std::string Context::text_as_read(std::string_view text, Span place) {
  std::string scratch;
  auto seen = as_read(text, scratch);
  if (seen) return std::string(*seen);
  bool is_hidden = seen.error().form == TextFault::Form::Hidden;
  report(is_hidden ? DiagnosticKind::HiddenCharacter : DiagnosticKind::TooComplex, place,
         describe(seen.error()))
      .with_help(std::string(help_for(seen.error())));
  return without_faults(text);
}

CheckedPolicy check_files(const PolicyFiles& files, Sources& sources, Diagnostics& diagnostics,
                          UnusedReadings unused) {
  Diagnostics unheard;
  Diagnostics& heard = files.have_mistakes ? unheard : diagnostics;
  std::size_t before = heard.error_count();
  auto model = std::make_unique<model::Model>();
  Context context{.files = files,
                  .sources = sources,
                  .diagnostics = heard,
                  .model = *model,
                  .names = DeclaredNames(files, *model),
                  .keys = {},
                  .record_sizes = {},
                  .used_readings = {},
                  .errors_before = before};
  for (const PolicyFile& file : files.files) add_source(context, file.path, file.source, file.entry.digest);
  check_header(context);
  declare_names(context);
  check_types(context);
  read_tables(context);
  check_complete_tables(context);
  check_defaults(context);
  pass_defaults_on(context);
  check_functions(context);
  check_sections(context);
  check_sizes(context);
  if (unused == UnusedReadings::Refuse) check_readings_used(context);
  bool is_sound = !files.have_mistakes && heard.error_count() == before && !context.diagnostics.is_full();
  return CheckedPolicy(std::move(model), is_sound, std::move(context.findings));
}

std::string CheckedPolicy::describe(const model::Type& type) const {
  return checking::describe(*model_, type);
}

std::vector<Span> CheckedPolicy::fields_of(Span record) const {
  std::vector<Span> result;
  for (const model::Record& each : model_->records) {
    if (each.span.file != record.file || each.span.begin != record.begin) continue;
    for (const model::Field& field : each.fields) result.push_back(field.span);
  }
  return result;
}

Span CheckedPolicy::declared_at(const model::Type& type) const {
  switch (type.kind) {
    case model::TypeKind::Record:
      return model_->records[type.id].span;
    case model::TypeKind::Enum:
    case model::TypeKind::Set:
      return model_->enums[type.id].span;
    case model::TypeKind::Key:
    case model::TypeKind::Row:
      return model_->tables[type.id].span;
    case model::TypeKind::List:
      return declared_at(*type.element);
    case model::TypeKind::Error:
    case model::TypeKind::Truth:
    case model::TypeKind::Int:
    case model::TypeKind::Number:
    case model::TypeKind::Date:
    case model::TypeKind::Duration:
    case model::TypeKind::Months:
    case model::TypeKind::Moment:
    case model::TypeKind::Hours:
    case model::TypeKind::Text:
      return {};
  }
  return {};
}

}  // namespace precept::checking
