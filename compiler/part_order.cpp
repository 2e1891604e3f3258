#include "compiler/part_order.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <tuple>
#include <utility>

namespace precept {

namespace {

bool is_digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

/// A run of digits or of other letters. Numbers stand before words, shorter ones before longer ones.
struct LabelPart {
  bool is_word = false;
  std::size_t digits = 0;
  std::string text;

  auto operator<=>(const LabelPart&) const = default;
};

std::vector<LabelPart> parts_of(std::string_view label) {
  std::vector<LabelPart> parts;
  for (std::size_t at = 0; at < label.size();) {
    const bool is_number = is_digit(label[at]);
    std::size_t end = at;
    while (end < label.size() && is_digit(label[end]) == is_number) ++end;
    if (is_number) at = std::min(label.find_first_not_of('0', at), end);
    parts.push_back({!is_number, is_number ? end - at : 0, std::string(label.substr(at, end - at))});
    at = end;
  }
  return parts;
}

/// Where a file stands: before others by the paragraph of its first clause, else by that clause's label.
struct Rank {
  std::size_t paragraph = 0;
  std::vector<LabelPart> label;

  auto operator<=>(const Rank&) const = default;
};

Rank rank_of(const model::Section& section, const std::optional<source_lock::Lock>& lock) {
  Rank rank;
  if (section.clauses.empty()) return rank;
  const std::string& label = section.clauses.front().label;
  rank.label = parts_of(label);
  if (!lock) return rank;
  rank.paragraph = lock->paragraphs.size();
  for (std::size_t paragraph : source_lock::paragraphs_named(*lock, label))
    rank.paragraph = std::min(rank.paragraph, paragraph);
  return rank;
}

}  // namespace

void order_parts(model::Model& policy, const std::optional<source_lock::Lock>& lock) {
  std::map<FileId, const model::Section*> first;
  for (const model::Section& section : policy.sections) {
    if (!section.clauses.empty()) first.try_emplace(section.span.file, &section);
  }
  if (first.size() < 2) return;
  std::map<FileId, Rank> ranks;
  for (const auto& [file, section] : first) ranks.emplace(file, rank_of(*section, lock));
  std::vector<model::Section> sections(std::make_move_iterator(policy.sections.begin()),
                                       std::make_move_iterator(policy.sections.end()));
  auto before = [&](const model::Section& a, const model::Section& b) {
    if (a.span.file == b.span.file) return false;
    return ranks[a.span.file] < ranks[b.span.file];
  };
  std::ranges::stable_sort(sections, before);
  policy.sections.assign(std::make_move_iterator(sections.begin()), std::make_move_iterator(sections.end()));
}

}  // namespace precept
