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
  /// As `find`, of a name that is one letter, as those of a sheet's cells are.
  std::optional<std::string_view> find(char name) const;
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
  bool is_done() const { return is_done_; }

 protected:
  /// No more is wanted.
  void be_done() { is_done_ = true; }

 private:
  bool is_done_ = false;
};

class XmlStream {
 public:
  /// Only a text whose outermost element has that name is told to the handler.
  XmlStream(std::string_view root, XmlHandler& handler);
  ~XmlStream();
  XmlStream(const XmlStream&) = delete;
  XmlStream& operator=(const XmlStream&) = delete;

  /// False when no more is wanted, or at a mistake. What a handler throws comes through.
  bool feed(std::string_view bytes);
  bool finish();
  /// In words, such as "mismatched tag in line 3"; none where there was none.
  const std::optional<std::string>& mistake() const;
  /// The outermost element, where it is another than was asked for.
  const std::optional<std::string>& other_root() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace precept
