// Reads XML as it arrives, without a tree of it: memory does not grow with the text. Prefixes of namespaces
// make no difference, declarations of a document type and of entities are refused.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace precept {

class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  std::optional<std::string_view> find(std::string_view name) const;
  /// With any prefix, and not without: `id` finds `r:id`.
  std::optional<std::string_view> find_prefixed(std::string_view name) const;
  /// Whether a truth is given and is true.
  bool is_true(std::string_view name) const;

 private:
  const char** pairs_;  ///< name and value in turn, then a null
};

/// What is told of a text, in its order. Elements have their names without a prefix. Views hold during the
/// call.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void begin(std::string_view element, const XmlAttributes& attributes) = 0;
  /// A piece of what stands between tags; a text may come in several.
  virtual void text(std::string_view) {}
  virtual void end(std::string_view) {}
  /// Asked after each of these: no more is wanted.
  virtual bool is_done() const { return false; }
};

class XmlStream {
 public:
  explicit XmlStream(XmlHandler& handler);
  ~XmlStream();
  XmlStream(const XmlStream&) = delete;
  XmlStream& operator=(const XmlStream&) = delete;

  /// False when no more is wanted, or at a mistake. What a handler throws comes through.
  bool feed(std::string_view bytes);
  bool finish();
  /// In words, such as "mismatched tag in line 3"; none where there was none.
  const std::optional<std::string>& mistake() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace precept
