// A format of documents: how its files become columns, and how a place in one is found again.
//
// Whoever checks documents goes through this face, so that another format is one more class and nothing else.
// JSON is `json_reader()` (runtime/read/json/json.h).
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "runtime/document/document.h"
#include "runtime/read/trust.h"

namespace precept {

struct ReadLimits {
  std::size_t max_bytes = 2'000'000'000;  ///< offsets are 31 bits
  std::size_t max_mistakes = 20;          ///< then reading stops; the document is not checked anyway
  TrustRules trust;                       ///< whose attestations count
};

/// The document's `kind` and, where it can be seen, its date; reads no more than it must.
struct DocumentHead {
  std::string kind;
};

class DocumentReader {
 public:
  virtual ~DocumentReader() = default;

  /// The document's `kind`, reading no more than it must; nothing (and a diagnostic) where there is none.
  /// `kinds` are those that it may be of, for the message.
  virtual std::optional<DocumentHead> peek(FileId file, const Sources& sources, Diagnostics& diagnostics,
                                           const ReadLimits& limits = {},
                                           std::span<const std::string_view> kinds = {}) const = 0;

  /// The whole file as a document of that unit's kind. Null exactly when a mistake was reported; every
  /// mistake is reported with its place, up to `ReadLimits::max_mistakes`.
  virtual std::unique_ptr<Document> read(FileId file, const Sources& sources, const Program& program,
                                         std::uint32_t unit, Diagnostics& diagnostics,
                                         const ReadLimits& limits = {}) const = 0;

  /// Where the value of the whole document begins: what stands before it is no part of it. Nothing: the file
  /// is empty.
  virtual std::optional<std::uint32_t> begin_of(FileId file, const Sources& sources) const = 0;

  /// The place of the value at `pointer` (RFC 6901), relative to the value that begins at byte `from`: an
  /// element's (LevelRows::places) or the document's. Where the value is absent, the place of the nearest one
  /// around it.
  virtual Span locate(FileId file, const Sources& sources, std::uint32_t from,
                      std::string_view pointer) const = 0;

  /// The text that begins at byte `offset`, as a reader sees it; `…` in place of what follows its first
  /// `most` bytes.
  virtual std::string text_at(FileId file, const Sources& sources, std::uint32_t offset,
                              std::size_t most = std::string::npos) const = 0;

  /// The text of a value that `locate` found; nothing where it is no text.
  virtual std::optional<std::string> text_of(const Span& value, const Sources& sources) const = 0;
};

}  // namespace precept
