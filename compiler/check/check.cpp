#include "compiler/check/check.h"

#include <algorithm>

#include "base/digest.h"
#include "base/text.h"
#include "compiler/check/context.h"
#include "compiler/check/sizes.h"

namespace precept {

namespace checking {

void add_source(Context& context, const std::filesystem::path& path, FileId file) {
  const std::filesystem::path base = context.files.files[0].path.parent_path().parent_path();
  std::string name = path.lexically_proximate(base).generic_string();
  auto& sources = context.model.sources;
  if (std::ranges::find(sources, name, &model::SourceDigest::name) != sources.end()) return;
  sources.push_back({std::move(name), sha256_hex(context.sources.file(file).text), file});
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

std::unique_ptr<model::Model> check_files(const PolicyFiles& files, Sources& sources,
                                          Diagnostics& diagnostics, UnusedReadings unused) {
  std::size_t before = diagnostics.error_count();
  auto model = std::make_unique<model::Model>();
  Context context{.files = files,
                  .sources = sources,
                  .diagnostics = diagnostics,
                  .model = *model,
                  .names = DeclaredNames(files, *model),
                  .keys = {},
                  .record_sizes = {},
                  .used_readings = {}};
  for (const PolicyFile& file : files.files) add_source(context, file.path, file.source);
  check_header(context);
  declare_names(context);
  check_types(context);
  read_tables(context);
  check_complete_tables(context);
  check_defaults(context);
  check_functions(context);
  check_sections(context);
  check_sizes(context);
  if (unused == UnusedReadings::Refuse) check_readings_used(context);
  diagnostics.sort_by_place();
  if (diagnostics.error_count() != before || context.diagnostics.is_full()) return nullptr;
  return model;
}

}  // namespace checking

std::unique_ptr<model::Model> check_policy(FileId root, Sources& sources, Diagnostics& diagnostics,
                                           UnusedReadings unused) {
  std::size_t before = diagnostics.error_count();
  checking::PolicyFiles files = checking::load_files(root, sources, diagnostics);
  if (diagnostics.error_count() != before) return nullptr;
  return checking::check_files(files, sources, diagnostics, unused);
}

}  // namespace precept
