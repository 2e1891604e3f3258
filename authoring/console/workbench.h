// The face of console/: a policy and a document on which one tries things: ask what an expression is, change
// a field, see what flips.
//
//   Workbench bench("house.precept");
//   bench.load("choir.json");
//   bench.ask("b.seats - b.people")       "4 : int"
//   bench.put("/people", "30")            "verdict: compliant -> non-compliant", …
//
// An expression is compiled and run by the compiler and the machine that check documents, so it means here
// what it means in a clause. Nothing here prints; what went wrong is told as text, as everywhere, and
// `has_mistake` says that something did.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/model/model.h"
#include "engine/engine.h"

namespace precept::console {

class Probe;

struct WorkbenchSettings {
  std::optional<Day> today = {};
  std::vector<std::string> readings = {};
  Color color = Color::Off;
  std::size_t width = 100;
};

class Workbench {
 public:
  Workbench(std::filesystem::path policy, WorkbenchSettings settings);

  /// Reads the policy, again where that was done before; the document stays. False where it has mistakes.
  bool reload(std::string& told);
  /// Takes a document in place of the example that is there at first. False where it cannot be read.
  bool load(const std::string& document, std::string& told);

  /// The value of an expression, and its type.
  std::string ask(const std::string& expression);
  std::string type_of(const std::string& expression);
  /// Changes a field, or takes it away, and tells what came out otherwise than before. `value` is JSON; what
  /// is none is a text.
  std::string put(const std::string& pointer, const std::string& value);
  std::string take(const std::string& pointer);
  /// Why a clause came out as it did; without a label, why the verdict is what it is.
  std::string why(const std::string& clause);
  /// The verdict and what is not in order.
  std::string check();
  /// What the policy says under a name: a definition, a kind, a table, a clause by its label.
  std::string describe(std::string_view name) const;
  /// The document as it is now.
  std::string document() const;
  /// In one line: what is loaded, and how the document is called in expressions.
  std::string welcome() const;

  /// Words that may stand in place of the last one that was typed.
  std::vector<std::string> completions(const std::string& typed) const;

  bool has_mistake() const { return has_mistake_; }

 private:
  std::string fail(const Diagnostics& mistakes, const Sources& sources);
  std::string change(std::string text);
  DocumentCheck opened(const Engine& engine) const;
  const model::Section* section() const;
  /// What the document comes to by a policy with a question; none where it is not checked, which is told.
  std::optional<Finding> finding_of(std::vector<std::byte> program, std::string& told);
  std::string value_of(Probe& probe, std::string& told);

  std::filesystem::path policy_file_;
  WorkbenchSettings settings_;
  std::unique_ptr<Sources> sources_;
  std::unique_ptr<model::Model> policy_;
  std::string policy_text_;
  std::unique_ptr<Engine> engine_;
  std::string document_name_, document_;
  bool is_example_ = true, has_mistake_ = false;
};

}  // namespace precept::console
