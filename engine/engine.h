// The engine in one face: load policies, check documents, explain, and tell it in any form. This is what a
// program that embeds Precept includes; the commands about documents are written on it, too.
//
//   policy first
//   record Booking
//     people : int
//     seats  : int
//   about Booking b
//   clause house rule 1
//     shall ensure b.people <= b.seats
//
//   Engine engine;
//   if (!engine.load("first.precept")) return engine.mistakes();
//   DocumentCheck booking = engine.open_text("choir", R"({"kind": "Booking", "people": 30, "seats": 24})");
//   booking.check().verdict                          NonCompliant
//   booking.explain({.clause = "house rule 1"})      "the `people` is 30, more than the `seats` (24)", …
//
// Nothing here prints, ends the program or reads the clock, and nothing throws but where memory ends. What is
// not in order checks nothing: with an error in a policy or in the settings, no document is opened. Policies
// are loaded before documents are opened; from then on the engine does not change, and any number of threads
// may open and check documents with it at the same time, each with its own DocumentCheck. Threads that want
// settings of their own take them by `with`.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.h"
#include "engine/baseline/baseline.h"
#include "engine/document_check.h"
#include "engine/input/documents.h"
#include "engine/mistake.h"
#include "engine/project/project.h"
#include "runtime/difference/outline.h"
#include "runtime/program/program.h"
#include "runtime/words/language.h"

namespace precept {

/// What holds for every document; the project file beside a document (docs/language.md, Readings,
/// Attestations) says the rest.
struct EngineSettings {
  std::vector<std::string> readings = {};  ///< "NAME=CHOICE"; goes before the project file's
  std::optional<Language> language = {};   ///< none: the project file's, else English
  std::optional<Day> as_of = {};           ///< the day to choose policies by, not the document's own
  std::optional<Day> today = {};           ///< attestations of later days are warned of
  bool has_project_file = true;            ///< false: no project file is looked for
  /// Project files are looked for once in each folder: for a run over files that stay as they are.
  bool remembers_projects = false;
  std::string kind = {};  ///< of documents that do not say their own; empty: they must
};

class Engine {
 public:
  Engine();
  Engine(Engine&&) noexcept = default;
  Engine& operator=(Engine&&) noexcept = default;

  /// Loads what a path stands for: a policy file, which is compiled; a program; or every policy in a folder
  /// and below it; `-` is standard input. False where it was found to be in error (`mistakes`).
  bool load(const std::string& path);
  /// The same for a policy's text, or the bytes of a program. Modules, tables and the like are looked for
  /// from the folder of `name`.
  bool load_text(const std::string& name, std::string text);
  /// Sets what holds for documents that are opened from now on, in place of what was set before. False where
  /// a reading is chosen that no loaded policy has, or twice, or no policy is about the kind; that is told
  /// until settings are in order.
  bool set(const EngineSettings& settings);
  /// The same policies with these settings in place of this engine's; where they are in error the result says
  /// so as `set` does. No more policies are loaded from then on, by neither.
  Engine with(const EngineSettings& settings) const;

  /// Reads the project file of a run, once and before policies are loaded; no file: the run has none. It
  /// holds for the documents below its folder, with `holds_everywhere` for all; documents below another with
  /// settings for a run are then refused. Reported is what is wrong with it.
  const input::Project& open_project(const std::optional<std::filesystem::path>& file, bool holds_everywhere);
  /// Holds the run's project file against the policies, once they are loaded: the kinds, lists and mappings
  /// of its documents. Reported once is what would else be told of each document.
  void check_project();
  /// Reads a baseline (docs/baseline.md); nothing where it was reported what is wrong with it.
  std::unique_ptr<Baseline> open_baseline(const std::filesystem::path& file, Day today);
  /// Where something of the project file was said: "precept.toml:3".
  std::string said_in(Span place) const;

  /// The verified programs of the policies, in the order of loading. They live as long as the engine.
  std::span<const Program* const> policies() const;
  /// The files that policies were read or compiled from.
  std::vector<std::filesystem::path> files() const;

  /// Opens a document for checking: the file at `path`, with the project file that holds for it; `-` is
  /// standard input. What is wrong with the document is told by the result.
  DocumentCheck open(const std::string& path) const { return open(input::document_name(path)); }
  DocumentCheck open(const input::DocumentName& name) const;
  /// The same for what `input::DocumentStream` gives: a file, or a line of one.
  DocumentCheck open(input::NextDocument next) const;
  /// The same for a document's text. `name` is for messages; the project file is looked for in the folder of
  /// `name`.
  DocumentCheck open_text(const std::string& name, std::string text) const;

  /// The policies as they are compared with others, with definitions where their sources are at hand.
  std::vector<difference::Outline> outlines(difference::MeaningPool& pool) const;

  bool has_errors() const;
  /// Everything that was found wrong or doubtful with policies and settings.
  std::vector<Mistake> mistakes() const;
  /// The same as people read it, with excerpts; empty where there is nothing to tell.
  std::string mistakes_text(Color color) const;
  void tell_mistakes(rendering::ReportWriter& writer) const;
  /// Writes the members `errors` and `warnings` of an object; neither where there is nothing to tell.
  void write_mistakes_json(rendering::JsonWriter& json) const;
  /// What is to be told after the documents, with places of the project file and the baseline.
  void tell_end(const rendering::RunEnd& end, rendering::ReportWriter& writer) const;
  /// Adds mistakes of the caller's own, without a place or with one in the project file.
  void add(const Diagnostics& mistakes);
  /// Applies the levels of the project file to what was found so far; how many warnings are not told.
  std::size_t apply_levels();

 private:
  Diagnostics diagnostics() const;

  std::shared_ptr<LoadedPolicies> loaded_;
  std::shared_ptr<const ReadSettings> settings_;
};

}  // namespace precept
