#include "compiler/check/missing_use.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compiler/check/context.h"
#include "compiler/parse/parse.h"

namespace precept::checking {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostModules = 200;
/// Number of folders above the file that are searched.
constexpr std::size_t kFoldersAbove = 4;
constexpr std::string_view kEnding = ".precept";

std::string module_name(const fs::path& relative) {
  std::string name = relative.generic_string();
  name.resize(name.size() - kEnding.size());
  std::ranges::replace(name, '/', '.');
  return name;
}

bool is_module_file(const fs::path& path) {
  return path.extension() == kEnding && !path.stem().string().ends_with("_test");
}

std::vector<fs::path> entries(const fs::path& folder) {
  std::vector<fs::path> result;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (result.size() == kMostModules) break;
    if (!at->path().filename().string().starts_with('.')) result.push_back(at->path());
  }
  std::ranges::sort(result);
  return result;
}

void add_modules_of(const fs::path& folder, std::vector<std::pair<std::string, fs::path>>& to) {
  std::error_code error;
  for (const fs::path& entry : entries(folder)) {
    std::vector<fs::path> files = {entry};
    if (fs::is_directory(entry, error)) files = entries(entry);
    for (const fs::path& file : files) {
      if (to.size() == kMostModules) return;
      if (is_module_file(file) && fs::is_regular_file(file, error))
        to.emplace_back(module_name(file.lexically_relative(folder)), file);
    }
  }
}

std::set<std::string, std::less<>> declared_in(const ast::File& tree) {
  std::set<std::string, std::less<>> result;
  auto add = [&](const ast::Name& name) { result.emplace(name.text); };
  for (const ast::Statement& statement : tree.statements) {
    if (statement.enum_decl != nullptr) {
      add(statement.enum_decl->name);
      for (const auto& member : statement.enum_decl->members) add(member.name);
    }
    if (statement.record != nullptr) add(statement.record->name);
    if (statement.table != nullptr) add(statement.table->name);
    if (statement.define != nullptr) add(statement.define->name);
    if (statement.judgement != nullptr) add(statement.judgement->name);
  }
  return result;
}

std::vector<NearModule> find_near(Context& context, FileIndex from) {
  std::vector<NearModule> result;
  for (const auto& [name, path] : modules_near(context.files.files[from].path)) {
    auto source = context.sources.read(path);
    if (!source) continue;
    // Most files are policies. A search for `module NAME` spares parsing them.
    bool is_module = context.sources.file(*source).text.find("module " + name) != std::string::npos;
    if (is_module) result.push_back({.name = name, .source = *source});
  }
  return result;
}

/// True where the module declares the name. It is parsed only if the word occurs in it; its own mistakes are
/// not reported.
bool declares(Context& context, NearModule& module, std::string_view name) {
  if (context.sources.file(module.source).text.find(name) == std::string::npos) return false;
  if (!std::exchange(module.is_read, true)) {
    ast::Arena arena;
    Diagnostics unheard;
    const ast::File* tree = parse(module.source, context.sources, arena, unheard);
    bool is_it = tree->form == ast::FileForm::Module && tree->name.text == module.name;
    if (is_it) module.declares = declared_in(*tree);
  }
  return module.declares.contains(name);
}

/// The loaded module that declares the name; empty where none does.
std::string loaded_module_with(const Context& context, std::string_view name) {
  for (const Declaration* declaration : context.names.all()) {
    bool is_it = declaration->name.text == name;
    if (declaration->form == DeclarationForm::Enum)
      is_it = is_it || find_member(context.model.enums[declaration->id], name).has_value();
    if (is_it) return std::string(context.files.files[declaration->file].tree->name.text);
  }
  return {};
}

std::string module_with(Context& context, FileIndex from, std::string_view name) {
  std::string loaded = loaded_module_with(context, name);
  if (!loaded.empty()) return loaded;
  auto [place, is_new] = context.near_modules.try_emplace(from);
  if (is_new) place->second = find_near(context, from);
  auto& modules = place->second;
  // Modules already reported as missing come first.
  std::ranges::stable_partition(modules, [&](const NearModule& module) {
    return context.missing_uses.contains({from, module.name});
  });
  auto found =
      std::ranges::find_if(modules, [&](NearModule& module) { return declares(context, module, name); });
  return found == modules.end() ? std::string() : found->name;
}

}  // namespace

std::vector<std::pair<std::string, fs::path>> modules_near(const fs::path& file) {
  std::vector<std::pair<std::string, fs::path>> result;
  fs::path folder = file.parent_path();
  for (std::size_t above = 0; above <= kFoldersAbove; ++above) {
    add_modules_of(folder, result);
    if (folder == folder.parent_path()) break;
    folder = folder.parent_path();
  }
  std::erase_if(result, [&](const auto& each) { return each.second == file; });
  return result;
}

namespace {

/// The end of the line of the last `use`, or of the name of the file where there is none.
Span behind_head(const Context& context, FileIndex from) {
  const ast::File& tree = *context.files.files[from].tree;
  Span at = tree.name.span;
  for (const ast::Statement& statement : tree.statements) {
    if (statement.form == ast::StatementForm::Use) at = statement.span;
  }
  const std::string_view text = context.sources.file(at.file).text;
  const std::size_t end = std::min(text.find_first_of("\r\n", at.end), text.size());
  return {at.file, static_cast<std::uint32_t>(end), static_cast<std::uint32_t>(end)};
}

}  // namespace

bool report_missing_use(Context& context, FileIndex from, const ast::Name& name, DiagnosticKind kind) {
  if (context.files.have_mistakes) return false;  // whatever is missing may follow from those
  std::string module = module_with(context, from, name.text);
  if (module.empty() || module == context.files.files[from].tree->name.text) return false;
  if (!context.missing_uses.emplace(from, module).second) return true;
  context
      .report(
          kind, name.span,
          fmt::format("`{}` is declared in the module `{}`, which this file does not use", name.text, module))
      .with_help(fmt::format("write `use {}` at the head of this file", module))
      .with_edit(behind_head(context, from), fmt::format("\nuse {}", module));
  return true;
}

}  // namespace precept::checking
