// One document with its policies: what `explain`, `ask` and `attest` begin with.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/engine.h"
#include "tools/common/files.h"
#include "tools/common/output.h"

namespace precept::tools {

/// What the command line says of it.
struct OneDocumentArguments {
  const std::string& document;
  const std::vector<std::string>& policies;
  EngineSettings settings = {};
  input::ListWords lists = {};
  std::string answers = {};  ///< a file; empty: none
  bool is_json = false;      ///< mistakes are told as JSON
  ColorChoice color = ColorChoice::Auto;
};

class OneDocument {
 public:
  OneDocument(OneDocumentArguments arguments, Output& output)
      : arguments_(std::move(arguments)), output_(output) {}
  /// Reads everything; false where something is in error, which `end_with_diagnostics` tells.
  bool open();

  const Engine& engine() const { return engine_; }
  /// Must have been opened.
  DocumentCheck& document() { return *document_; }
  /// The files that `open` read; no output may overwrite one of them.
  const InputFiles& inputs() const { return inputs_; }

  /// Writes mistakes as text to standard error. The document must have been opened, here and below.
  void write_diagnostics(const Diagnostics& mistakes) const;
  /// Ends a command that came to no result: writes the mistakes, as text on standard error or as JSON, and
  /// returns the exit code.
  int end_with_diagnostics(const Diagnostics& mistakes) const;
  /// The same where `open` was false.
  int end_with_diagnostics() const;

 private:
  OneDocumentArguments arguments_;
  Output& output_;
  Engine engine_;
  std::optional<DocumentCheck> document_;
  InputFiles inputs_;
};

}  // namespace precept::tools
