#include "compiler/check/check.h"

#include <algorithm>

#include "base/digest.h"
#include "compiler/check/context.h"

namespace precept {

namespace checking {

void add_source(Context& context, const std::filesystem::path& path, FileId file) {
  const std::filesystem::path base = context.files.files[0].path.parent_path().parent_path();
  std::string name = path.lexically_proximate(base).generic_string();
  auto& sources = context.model.sources;
  if (std::ranges::find(sources, name, &model::SourceDigest::name) != sources.end()) return;
  sources.push_back({std::move(name), sha256_hex(context.sources.file(file).text), file});
}

}  // namespace checking

std::unique_ptr<model::Model> check(FileId root, Sources& sources, Diagnostics& diagnostics) {
  std::size_t before = diagnostics.error_count();
  checking::PolicyFiles files = checking::load_files(root, sources, diagnostics);
  if (diagnostics.error_count() != before) return nullptr;
  auto model = std::make_unique<model::Model>();
  checking::Context context{.files = files,
                            .sources = sources,
                            .diagnostics = diagnostics,
                            .model = *model,
                            .names = checking::Names(files, *model)};
  for (const checking::PolicyFile& file : files.files) add_source(context, file.path, file.source);
  checking::check_header(context);
  checking::declare_names(context);
  checking::check_types(context);
  checking::read_tables(context);
  checking::check_defaults(context);
  checking::check_functions(context);
  checking::check_sections(context);
  if (diagnostics.error_count() != before) return nullptr;
  return model;
}

}  // namespace precept
