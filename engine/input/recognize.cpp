#include "engine/input/recognize.h"

#include <string.h>  // memmem

#include <algorithm>
#include <array>
#include <vector>

namespace precept::input {

namespace {

/// A member of the outermost object: its name, and the character that its value begins with.
struct Member {
  std::string_view name;
  char begin = 0;
};

/// Collects the members in one pass over a text, which need not be well-formed.
class Members {
 public:
  explicit Members(std::string_view text) : text_(text) {}

  std::vector<Member> read() {
    skip_blank();
    if (peek() != '{') return {};
    while (at_ < text_.size()) step();
    return std::move(members_);
  }

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void skip_blank() {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF", kBlank = " \t\r\n";
    if (at_ == 0 && text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
    at_ = std::min(text_.find_first_not_of(kBlank, at_), text_.size());
  }

  /// Passes one mark or one string, and what follows up to the next of them.
  void step() {
    const char mark = peek();
    if (mark == '"') return string();
    if (mark == '{' || mark == '[') ++depth_;
    if ((mark == '}' || mark == ']') && depth_ > 0) --depth_;
    at_ = std::min(text_.find_first_of("\"{}[]", at_ + 1), text_.size());
  }

  void string() {
    const std::size_t begin = ++at_;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
    at_ = std::min(at_, text_.size());
    const std::string_view name = text_.substr(begin, at_ - begin);
    at_ = std::min(at_ + 1, text_.size());
    if (depth_ != 1) return;
    skip_blank();
    if (peek() != ':') return;
    ++at_;
    skip_blank();
    members_.push_back({name, peek()});
    if (peek() != '"' && peek() != '{' && peek() != '[' && peek() != '}') {
      at_ = std::min(text_.find_first_of("\"{}[]", at_), text_.size());
    } else if (peek() == '"') {
      value();
    }
  }

  /// Passes a string that is a value, not a name.
  void value() {
    ++at_;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
    at_ = std::min(at_ + 1, text_.size());
  }

  std::string_view text_;
  std::size_t at_ = 0, depth_ = 0;
  std::vector<Member> members_;
};

/// Whether the text has the word anywhere. On a text of megabytes `find` takes several times as long.
bool has_word(std::string_view text, std::string_view word) {
  return memmem(text.data(), text.size(), word.data(), word.size()) != nullptr;
}

bool has(const std::vector<Member>& members, std::string_view name, char begin) {
  return std::ranges::any_of(members, [&](const Member& m) { return m.name == name && m.begin == begin; });
}

}  // namespace

bool is_answers(std::string_view text) {
  if (!has_word(text, "\"answers_to\"")) return false;
  constexpr std::array<std::string_view, 4> kMembers{"answers_to", "kind", "attestations", "values"};
  const std::vector<Member> members = Members(text).read();
  return has(members, "answers_to", '"') && std::ranges::all_of(members, [&](const Member& member) {
           return std::ranges::find(kMembers, member.name) != kMembers.end();
         });
}

bool is_receipt(std::string_view text) {
  if (!has_word(text, "\"digest\"")) return false;
  const std::vector<Member> members = Members(text).read();
  // Receipts of format 1 have `engine`, those of format 2 have `clauses`, the clause table.
  return (has(members, "engine", '"') || has(members, "clauses", '{')) && has(members, "digest", '"') &&
         has(members, "policy", '{') && has(members, "document", '{');
}

bool is_card(std::string_view text) {
  if (!has_word(text, "\"card\"")) return false;
  const std::vector<Member> members = Members(text).read();
  return has(members, "card", '1') && has(members, "digest", '"') && has(members, "policy", '{');
}

}  // namespace precept::input
