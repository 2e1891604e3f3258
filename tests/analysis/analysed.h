// An analysis of texts that lie in no file, with questions by what stands in the text.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "compiler/analysis/analysis.h"

namespace precept::test {

/// Texts by name, as `Sources` reads them in place of files.
using Texts = std::map<std::string, std::string>;

struct Analysed {
  Sources sources;
  Analysis analysis;

  explicit Analysed(const std::string& root, const Texts& others = {}, ParseCache* cache = nullptr,
                    const std::string& name = "hall.precept")
      : sources(sources_with(others)),
        analysis(analyze(sources.add(name, root), sources, {.parsed = cache})) {}

  /// The codes of the diagnostics: "E1004 E1009".
  std::string codes() const {
    std::string result;
    for (const Diagnostic& each : analysis.diagnostics().all())
      result += (result.empty() ? "" : " ") + std::string(info(each.kind).code);
    return result;
  }
  FileId root() const { return analysis.files().files[0].source; }
  /// The offset of `^` in `context`, which stands once in the root.
  std::uint32_t at(const std::string& context) const {
    const std::size_t mark = context.find('^');
    const std::string plain = context.substr(0, mark) + context.substr(mark + 1);
    const std::size_t found = sources.file(root()).text.find(plain);
    REQUIRE(found != std::string::npos);
    return static_cast<std::uint32_t>(found + mark);
  }
  /// "field Stall.length": what is declared or meant at the mark; empty where nothing is.
  std::string meant_at(const std::string& context) const {
    auto found = analysis.declaration_at(root(), at(context));
    return found ? shown(*found) : "";
  }
  std::string type_at(const std::string& context) const {
    return analysis.type_at(root(), at(context)).value_or("");
  }
  std::vector<std::string> visible_at(const std::string& context) const {
    std::vector<std::string> result;
    for (auto id : analysis.visible_at(root(), at(context))) result.push_back(shown(id));
    return result;
  }
  std::string shown(analysis::DeclarationId id) const {
    const analysis::Declaration& it = analysis.declarations()[id];
    return std::string(noun(it.kind)) + " " + analysis.qualified_name(id);
  }
  /// "field Stall.length : int", for each declaration.
  std::vector<std::string> declared() const {
    std::vector<std::string> result;
    for (analysis::DeclarationId id = 0; id < analysis.declarations().size(); ++id) {
      const std::string type = analysis.type_of(id);
      result.push_back(shown(id) + (type.empty() ? "" : " : " + type));
    }
    return result;
  }
  bool declares(const std::string& wanted) const {
    const std::vector<std::string> all = declared();
    return std::ranges::find(all, wanted) != all.end();
  }

 private:
  static Sources sources_with(const Texts& others) {
    Sources sources;
    for (const auto& [name, text] : others) sources.replace(name, text);
    return sources;
  }
};

}  // namespace precept::test
