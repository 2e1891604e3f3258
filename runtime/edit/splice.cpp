#include "runtime/edit/splice.h"

#include <algorithm>
#include <map>

namespace precept {

using json_edit::Json;

namespace {

/// JSON as people write it, with a blank after each `,` and `:`.
std::string written(const Json& json) {
  if (!json.is_structured()) return json.dump();
  std::string inner;
  for (const auto& [key, value] : json.items()) {
    inner += (inner.empty() ? "" : ", ") + (json.is_object() ? Json(key).dump() + ": " : "") + written(value);
  }
  return json.is_object() ? "{" + inner + "}" : "[" + inner + "]";
}

/// An edit of an existing value: null is replaced, an object or list gets more members or elements.
struct Edit {
  Json members = Json::object();
  std::vector<std::string> elements;
  bool is_empty = false;  ///< the object or list is empty before the edit
};
using Edits = std::map<std::string, Edit, std::less<>>;

/// Walks once over the text and writes it with the edits.
class TextEditor {
 public:
  TextEditor(const std::string& text, const Edits& edits) : text_(text), edits_(edits) {}

  std::string write() {
    at_ = text_.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    value();
    return result_ + text_.substr(copied_);
  }

 private:
  void blanks() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }
  void string() {
    for (++at_; text_[at_] != '"'; ++at_) at_ += text_[at_] == '\\';
    ++at_;
  }

  void value() {
    const auto edit = edits_.find(pointer_);
    const std::size_t begin = at_;
    if (text_[at_] == '{' || text_[at_] == '[') {
      inner(text_[at_] == '{' ? '}' : ']');
      if (edit != edits_.end()) put(at_ - 1, at_ - 1, added(edit->second));
    } else {
      if (text_[at_] == '"') string();
      at_ = std::min(text_.find_first_of(",]} \t\r\n", at_), text_.size());
      if (edit != edits_.end()) put(begin, at_, made(edit->second));
    }
  }

  /// Copies members or elements up to the closing bracket.
  void inner(char closing) {
    const std::size_t around = pointer_.size();
    std::size_t number = 0;
    ++at_;
    for (blanks(); text_[at_] != closing; blanks()) {
      if (text_[at_] == ',') {
        ++at_, blanks();
        continue;
      }
      if (closing == '}') {
        const std::size_t begin = at_;
        string();
        pointer_ +=
            "/" + json_edit::escaped(Json::parse(text_.substr(begin, at_ - begin)).get<std::string>());
        at_ = text_.find(':', at_) + 1;
        blanks();
      } else {
        pointer_ += "/" + std::to_string(number++);
      }
      value();
      pointer_.resize(around);
    }
    ++at_;
  }

  static std::string members(const Edit& edit) {
    const std::string whole = written(edit.members);
    return whole.substr(1, whole.size() - 2);
  }
  static std::string elements(const Edit& edit) {
    std::string all;
    for (const std::string& element : edit.elements) all += (all.empty() ? "" : ", ") + element;
    return all;
  }
  static std::string added(const Edit& edit) {
    return (edit.is_empty ? "" : ", ") + (edit.elements.empty() ? members(edit) : elements(edit));
  }
  /// The text that replaces null.
  static std::string made(const Edit& edit) {
    if (!edit.elements.empty()) return "[" + elements(edit) + "]";
    return edit.members.contains("") ? written(edit.members.at("")) : written(edit.members);
  }

  void put(std::size_t begin, std::size_t end, const std::string& text) {
    result_ += text_.substr(copied_, begin - copied_) + text;
    copied_ = end;
  }

  const std::string& text_;
  const Edits& edits_;
  std::string pointer_, result_;
  std::size_t at_ = 0, copied_ = 0;
};

/// The last existing value on the way to a pointer, which the edit changes, and the rest of the pointer.
struct EditTarget {
  std::string pointer, rest;
  const Json* at = nullptr;
};
EditTarget target_of(const Json& document, const std::string& pointer) {
  EditTarget target{pointer, "", json_edit::find(document, pointer)};
  while (!target.at) {
    target.pointer.resize(target.pointer.rfind('/'));
    target.at = json_edit::find(document, target.pointer);
  }
  target.rest = pointer.substr(target.pointer.size());
  return target;
}

}  // namespace

std::string splice(const std::string& text, const Json& document, const std::vector<ValueAt>& values,
                   const std::string& list, const std::vector<std::string>& elements) {
  Edits edits;
  auto edit_at = [&](const EditTarget& target) -> Edit& {
    Edit& edit = edits[target.pointer];
    edit.is_empty = target.at->empty();
    return edit;
  };
  for (const ValueAt& each : values) {
    const EditTarget target = target_of(document, each.pointer);
    Json& members = edit_at(target).members;
    // A value that replaces null itself has no name.
    json_edit::put(members, target.rest.empty() ? "/" : target.rest, each.value);
  }
  if (!elements.empty()) {
    const EditTarget target = target_of(document, list);
    if (target.rest.empty()) {
      edit_at(target).elements = elements;
    } else {
      std::string whole;
      for (const std::string& element : elements) whole += (whole.empty() ? "" : ", ") + element;
      json_edit::put(edit_at(target).members, target.rest, Json::parse("[" + whole + "]"));
    }
  }
  return edits.empty() ? text : TextEditor(text, edits).write();
}

}  // namespace precept
