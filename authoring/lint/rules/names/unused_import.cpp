#include <set>

#include "authoring/lint/rules/names/names.h"

namespace precept::lint {

namespace {

/// The files whose names a file uses.
std::set<FileId> files_used_in(Look& look, FileId file) {
  std::set<FileId> result;
  for (const analysis::Use& use : look.analysis().uses()) {
    if (use.span.file != file) continue;
    const DeclarationKind kind = look.declaration(use.declaration).kind;
    if (kind != DeclarationKind::Module && kind != DeclarationKind::Policy)
      result.insert(look.declaration(use.declaration).name_span.file);
  }
  return result;
}

}  // namespace

void unused_import(Look& look) {
  const auto& files = look.analysis().files().files;
  for (const checking::PolicyFile& file : files) {
    const std::set<FileId> used = files_used_in(look, file.source);
    for (const ast::Statement& statement : file.tree->statements) {
      if (statement.form != ast::StatementForm::Use) continue;
      for (checking::FileIndex index : file.uses) {
        const checking::PolicyFile& module = files[index];
        if (module.tree->name.text != statement.name.text) continue;
        // What the module uses itself is seen through it.
        bool is_used = false;
        for (std::size_t i = 0; i < files.size(); ++i)
          is_used |= module.sees[i] && used.contains(files[i].source);
        // Parts share the `use` of one of them.
        for (const checking::PolicyFile& other : files)
          if (look.is_of_policy(file.source) && look.is_of_policy(other.source) && &other != &file)
            is_used |= files_used_in(look, other.source).contains(module.source);
        if (is_used) continue;
        look.found(DiagnosticKind::UnusedImport, statement.span,
                   "nothing of the module `" + std::string(statement.name.text) + "` is used here")
            .with_help("leave the line out")
            .with_edit(statement.span, "");
      }
    }
  }
}

}  // namespace precept::lint
