#include "compiler/check/modules.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/file.h"
#include "base/suggest.h"
#include "compiler/check/missing_use.h"
#include "compiler/parse/file_head.h"

namespace precept::checking {

namespace {

namespace fs = std::filesystem;

fs::path absolute_path(const fs::path& path) {
  std::error_code error;
  fs::path result = fs::weakly_canonical(path, error);
  if (!error && result.is_absolute()) return result;
  return fs::absolute(path, error).lexically_normal();
}

/// The relative path of module `a.b`: `a/b.precept`.
fs::path module_path(std::string_view name) {
  std::string path(name);
  for (char& c : path) {
    if (c == '.') c = '/';
  }
  return path + ".precept";
}

class Loader {
 public:
  Loader(PolicyFiles& loaded, Sources& sources, Diagnostics& diagnostics, ParseCache& cache)
      : loaded_(loaded), sources_(sources), diagnostics_(&diagnostics), cache_(cache) {}

  void load(FileId root) {
    load_whole(root);
    load_uses(false);
    for (FileIndex index = 0; index < loaded_.files.size(); ++index) find_visible(index);
    report_cycles();
    // Modules whose `use` is followed by a mistake are read as well, and nothing is told of them.
    Diagnostics unheard;
    diagnostics_ = &unheard;
    load_uses(true);
    for (FileIndex index = 0; index < loaded_.files.size(); ++index) find_visible(index);
  }

 private:
  // ---- the policy and its parts ----------------------------------------------------------------

  /// Loads the policy with its parts, whichever of these the root is. Where a part has no policy, the root
  /// stands alone.
  void load_whole(FileId root) {
    const fs::path path = absolute_path(sources_.file(root).name);
    const std::vector<HeadedFile> beside = headed_files_in(path.parent_path());
    FileHead head = head_of(sources_.file(root).text);
    if (head.role == FileRole::Part) {
      auto whole = whole_among(beside, head.name);
      if (!whole) {
        add(root, path);
        return report_stray(head.name, header_of(0), beside, path);
      }
      add_read(whole->file, sources_.file(root).name);
      head = whole->head;
    } else {
      add(root, path);
    }
    if (head.role != FileRole::Policy) return;
    const fs::path main = loaded_.files[0].path;
    for (const HeadedFile& each : beside) {
      if (each.head.role != FileRole::Part || each.file == main) continue;
      if (each.head.name == head.name && !is_twice(beside, head.name)) {
        if (each.file == path) add(root, path);
        if (each.file != path) add_read(each.file, sources_.file(root).name);
      } else if (!whole_among(beside, each.head.name)) {
        report_stray_file(each, beside);
      }
    }
    loaded_.whole = static_cast<FileIndex>(loaded_.files.size());
  }

  /// Whether two policies have the name, so that nobody knows whose the parts are.
  static bool is_twice(const std::vector<HeadedFile>& beside, std::string_view name) {
    return std::ranges::count_if(beside, [&](const HeadedFile& each) {
             return each.head.role == FileRole::Policy && each.head.name == name;
           }) > 1;
  }

  /// The policy of this name; none where there is none, or several of which a part could be one.
  static std::optional<HeadedFile> whole_among(const std::vector<HeadedFile>& beside, std::string_view name) {
    std::optional<HeadedFile> found;
    for (const HeadedFile& each : beside) {
      if (each.head.role != FileRole::Policy || each.head.name != name) continue;
      if (found) return std::nullopt;
      found = each;
    }
    return found;
  }

  void add_read(const fs::path& file, const std::string& root) {
    const fs::path shown =
        fs::path(root).is_absolute() ? file : fs::path(root).parent_path() / file.filename();
    auto source = sources_.read(shown);
    if (source) {
      add(*source, file);
    } else {
      diagnostics_->report(DiagnosticKind::CannotRead, {},
                           fmt::format("`{}` cannot be read: {}", shown.string(), why_unreadable(file)));
    }
  }

  Span header_of(FileIndex file) const { return loaded_.files[file].tree->name.span; }

  /// A part in the folder that belongs to no policy there: what it says would silently not count.
  void report_stray_file(const HeadedFile& stray, const std::vector<HeadedFile>& beside) {
    auto source = sources_.read(shown_path(stray.file, loaded_, sources_));
    if (!source) return;
    const std::string& text = sources_.file(*source).text;
    const auto begin = static_cast<std::uint32_t>(text.find(stray.head.name, text.find("of")));
    const Span place{*source, begin, begin + static_cast<std::uint32_t>(stray.head.name.size())};
    report_stray(stray.head.name, place, beside, stray.file);
  }

  void report_stray(const std::string& name, Span place, const std::vector<HeadedFile>& beside,
                    const fs::path& file) {
    std::vector<std::string_view> policies;
    std::size_t count = 0;
    bool is_module = false;
    for (const HeadedFile& each : beside) {
      if (each.head.role == FileRole::Policy) policies.push_back(each.head.name);
      count += each.head.role == FileRole::Policy && each.head.name == name ? 1 : 0;
      is_module = is_module || (each.head.role == FileRole::Module && each.head.name == name);
    }
    std::string message =
        is_module   ? fmt::format("`{}` is a module, and a module is one file", name)
        : count > 1 ? fmt::format("{} policies `{}` lie in this folder, and a part is of one", count, name)
                    : fmt::format("no policy `{}` lies in this folder", name);
    const auto kind = is_module ? DiagnosticKind::PartOfModule : DiagnosticKind::PartWithoutPolicy;
    // Each policy of the folder would tell it.
    const bool is_told = std::ranges::any_of(diagnostics_->all(), [&](const Diagnostic& told) {
      return told.kind == kind && !told.labels.empty() && told.labels[0].span.file == place.file;
    });
    if (is_told) return;
    auto& mistake = diagnostics_->report(kind, place, std::move(message));
    if (is_module) {
      mistake.with_help("begin this file with `module` and a name of its own, and use it");
    } else if (count > 1) {
      mistake.with_help("give each of them a folder with its parts");
    } else {
      mistake.note(fmt::format("`{}` would be part of nothing, and what it says would not count",
                               file.filename().string()));
      mistake.with_help(did_you_mean_or_list(name, policies, "the policies there"));
    }
  }

  // ---- modules ---------------------------------------------------------------------------------

  FileIndex add(FileId source, fs::path path) {
    ParseCache::Entry entry = cache_.get(source, sources_);
    const ParsedFile& parsed = *entry.parsed;
    diagnostics_->add(parsed.diagnostics);
    loaded_.files.push_back({.entry = entry,
                             .tree = parsed.tree,
                             .source = parsed.tree->source,
                             .read_as = source,
                             .is_damaged = parsed.diagnostics.has_errors(),
                             .path = std::move(path)});
    return static_cast<FileIndex>(loaded_.files.size() - 1);
  }

  /// `load_uses` of a file appends to the list, so this visits every file once.
  void load_uses(bool before_mistakes) {
    const std::size_t known = loaded_.files.size();
    for (FileIndex index = 0; index < loaded_.files.size(); ++index) {
      if (before_mistakes) load_uses(index, true);
      if (!before_mistakes || index >= known) load_uses(index, false);
    }
  }

  void load_uses(FileIndex user, bool before_mistakes) {
    std::vector<std::string_view> names;
    for (const ast::Statement& statement : loaded_.files[user].tree->statements) {
      if (statement.form != ast::StatementForm::Use || statement.name.text.empty()) continue;
      if (statement.is_before_mistake != before_mistakes) continue;
      if (std::ranges::find(names, statement.name.text) != names.end()) {
        diagnostics_->report(DiagnosticKind::Redeclared, statement.name.span,
                             fmt::format("module `{}` is used twice", statement.name.text));
        continue;
      }
      names.push_back(statement.name.text);
      if (auto found = find_module(user, statement.name)) loaded_.files[user].uses.push_back(*found);
    }
  }

  std::optional<FileIndex> find_module(FileIndex user, const ast::Name& name) {
    fs::path relative = module_path(name.text);
    fs::path folder = loaded_.files[user].path.parent_path();
    while (true) {
      std::error_code error;
      fs::path candidate = folder / relative;
      if (fs::is_regular_file(candidate, error)) return open_module(absolute_path(candidate), name);
      // The module may be in this folder, which cannot be read.
      if (error == std::errc::permission_denied) return cannot_read(candidate, name);
      if (folder == folder.parent_path()) break;
      folder = folder.parent_path();
    }
    report_no_module(user, name, relative);
    return std::nullopt;
  }

  void report_no_module(FileIndex user, const ast::Name& name, const fs::path& relative) {
    auto& mistake = diagnostics_->report(DiagnosticKind::UnknownModule, name.span,
                                         fmt::format("there is no module `{}`", name.text));
    mistake.note(fmt::format("a module `{}` is the file `{}`, in the folder of this file or in one above it",
                             name.text, relative.generic_string()));
    std::vector<std::string> names;
    for (const auto& [near, path] : modules_near(loaded_.files[user].path)) names.push_back(near);
    std::string bare(name.text.substr(0, std::min(name.text.rfind(".precept"), name.text.size())));
    bool has_ending = bare != name.text && std::ranges::find(names, bare) != names.end();
    if (has_ending) {
      mistake.with_help(fmt::format("write `use {}`, without the ending of the file", bare));
    } else {
      mistake.with_help(did_you_mean(name.text, {names.begin(), names.end()}));
    }
  }

  std::optional<FileIndex> open_module(const fs::path& path, const ast::Name& name) {
    for (FileIndex index = 0; index < loaded_.files.size(); ++index) {
      // A policy that uses itself is reported as a circle, not as a file that is no module.
      if (loaded_.files[index].path != path) continue;
      const bool is_part = index > 0 && index < loaded_.whole;
      if (index > 0) check_name(index, name);
      return is_part ? std::nullopt : std::optional(index);
    }
    auto source = sources_.read(shown_path(path, loaded_, sources_));
    if (!source) return cannot_read(path, name);
    return check_name(add(*source, path), name);
  }

  std::nullopt_t cannot_read(const fs::path& path, const ast::Name& name) {
    diagnostics_->report(
        DiagnosticKind::CannotRead, name.span,
        fmt::format("the file of module `{}` cannot be read: {}", name.text, why_unreadable(path)));
    return std::nullopt;
  }

  std::optional<FileIndex> check_name(FileIndex index, const ast::Name& name) {
    const ast::File& tree = *loaded_.files[index].tree;
    if (tree.form == ast::FileForm::Module && tree.name.text == name.text) return index;
    if (loaded_.files[index].is_damaged) return index;  // the mistake may have cost it its header
    std::string seen = tree.form == ast::FileForm::Headless ? "no module"
                       : tree.form == ast::FileForm::Part   ? fmt::format("a part of `{}`", tree.name.text)
                       : tree.form == ast::FileForm::Policy ? fmt::format("the policy `{}`", tree.name.text)
                                                            : fmt::format("module `{}`", tree.name.text);
    auto& mistake = diagnostics_->report(DiagnosticKind::ModuleNameMismatch, name.span,
                                         fmt::format("the file of module `{}` declares {}", name.text, seen));
    if (tree.name.span.has_place()) mistake.label(tree.name.span, "declared here");
    mistake.with_help(tree.form == ast::FileForm::Part
                          ? "leave this `use` out: what a part says is seen in all of its policy"
                          : fmt::format("begin that file with `module {}`", name.text));
    return index;
  }

  void find_visible(FileIndex from) {
    auto& sees = loaded_.files[from].sees;
    sees.assign(loaded_.files.size(), false);
    std::vector<FileIndex> to_visit = {from};
    while (!to_visit.empty()) {
      FileIndex index = to_visit.back();
      to_visit.pop_back();
      if (sees[index]) continue;
      sees[index] = true;
      // The parts of a policy see each other, and what any of them uses.
      for (FileIndex part = 0; index < loaded_.whole && part < loaded_.whole; ++part)
        to_visit.push_back(part);
      for (FileIndex used : loaded_.files[index].uses) to_visit.push_back(used);
    }
  }

  /// A `use` lies on a circle if the used file sees the user. Each circle is reported once, at the first such
  /// `use`.
  void report_cycles() {
    std::vector<bool> reported(loaded_.files.size(), false);
    for (FileIndex user = 0; user < loaded_.files.size(); ++user) {
      for (FileIndex used : loaded_.files[user].uses) {
        if (reported[user] || !loaded_.files[used].sees[user]) continue;
        report_cycle(user, used);
        for (FileIndex index = 0; index < loaded_.files.size(); ++index) {
          if (loaded_.files[user].sees[index] && loaded_.files[index].sees[user]) reported[index] = true;
        }
      }
    }
  }

  void report_cycle(FileIndex user, FileIndex used) {
    std::string_view used_name = loaded_.files[used].tree->name.text;
    Span place;
    for (const ast::Statement& statement : loaded_.files[user].tree->statements) {
      if (statement.form == ast::StatementForm::Use && statement.name.text == used_name) {
        place = statement.name.span;
      }
    }
    diagnostics_
        ->report(DiagnosticKind::CyclicModules, place,
                 user == used ? fmt::format("module `{}` uses itself", used_name)
                              : fmt::format("module `{}` uses this file in turn", used_name))
        .with_help("move what both need into a third module");
  }

  PolicyFiles& loaded_;
  Sources& sources_;
  Diagnostics* diagnostics_;
  ParseCache& cache_;
};

}  // namespace

PolicyFiles load_files(FileId root, Sources& sources, Diagnostics& diagnostics, ParseCache& cache) {
  PolicyFiles loaded;
  const std::size_t before = diagnostics.error_count();
  Loader(loaded, sources, diagnostics, cache).load(root);
  loaded.have_mistakes = diagnostics.error_count() != before;
  return loaded;
}

std::string shown_path(const fs::path& path, const PolicyFiles& files, const Sources& sources) {
  bool as_absolute = !files.files.empty() && fs::path(sources.file(files.files[0].source).name).is_absolute();
  if (as_absolute) return path.string();
  std::error_code error;
  fs::path near = fs::proximate(path, error);
  return (error ? path : near).generic_string();
}

}  // namespace precept::checking
