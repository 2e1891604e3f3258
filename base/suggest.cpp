#include "base/suggest.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>

#include "base/date.h"

namespace precept {

namespace {

/// Longer words are not compared: the distance takes time proportional to the product of the lengths.
constexpr std::size_t kLongestWord = 100;

/// A help lists at most so many candidates.
constexpr std::size_t kMostListed = 12;

/// The code points of a word without blanks, ASCII in lower case.
std::u32string letters(std::string_view word) {
  std::u32string result;
  for (char byte : word) {
    if (byte == ' ' || byte == '\t') continue;
    auto value = static_cast<unsigned char>(byte);
    if ((value & 0xC0) == 0x80 && !result.empty()) {
      result.back() = (result.back() << 6) | (value & 0x3F);
    } else {
      result.push_back(value >= 'A' && value <= 'Z' ? value + 32u : value);
    }
  }
  return result;
}

/// The number of insertions, removals, replacements and swaps of neighbours that turn one word into the other
/// (optimal string alignment). A swap counts once, because it is the most common typing mistake.
std::size_t edit_distance(const std::u32string& from, const std::u32string& to) {
  std::vector<std::size_t> before_last(to.size() + 1), last(to.size() + 1), row(to.size() + 1);
  for (std::size_t j = 0; j <= to.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= from.size(); ++i) {
    std::swap(before_last, last);
    std::swap(last, row);
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      std::size_t replaced = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
      bool swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row.back();
}

/// The greatest distance at which a word of this length is still near.
std::size_t reach(const std::u32string& word) {
  return std::max<std::size_t>(1, word.size() / 3);
}

bool is_digit(char32_t letter) {
  return letter >= '0' && letter <= '9';
}

bool have_same_digits(const std::u32string& left, const std::u32string& right) {
  std::u32string of_left, of_right;
  std::ranges::copy_if(left, std::back_inserter(of_left), is_digit);
  std::ranges::copy_if(right, std::back_inserter(of_right), is_digit);
  return of_left == of_right;
}

bool are_anagrams(std::u32string left, std::u32string right) {
  std::ranges::sort(left);
  std::ranges::sort(right);
  return left == right;
}

/// True where one word may be a typing mistake for the other, and not simply another word: `day` is not
/// `may`, and `implies` is not `applies`.
bool is_slip(const std::u32string& wanted, const std::u32string& offered, std::size_t distance) {
  constexpr std::size_t kShort = 3;
  if (distance == 0) return true;
  if (distance > std::min(reach(wanted), reach(offered))) return false;
  if (!have_same_digits(wanted, offered)) return false;
  bool is_short = std::min(wanted.size(), offered.size()) <= kShort;
  // Short words may differ by two swapped letters, or by a letter at the end of four.
  if (is_short) {
    bool is_cut = wanted.size() != offered.size() && std::max(wanted.size(), offered.size()) > kShort;
    bool keeps_begin = wanted[0] == offered[0] && (wanted[1 % wanted.size()] == offered[1 % offered.size()] ||
                                                   wanted.back() == offered.back());
    return are_anagrams(wanted, offered) || (is_cut && keeps_begin && wanted.size() > 2);
  }
  return distance == 1 || wanted[0] == offered[0] || wanted[1] == offered[0] || wanted[0] == offered[1];
}

std::vector<unsigned> numbers_in(std::string_view text) {
  std::vector<unsigned> result;
  for (std::size_t at = 0; at < text.size();) {
    unsigned number = 0;
    auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), number);
    if (error == std::errc()) {
      result.push_back(number);
      at = static_cast<std::size_t>(end - text.data());
    } else {
      ++at;
    }
  }
  return result;
}

std::string day_of_calendar(unsigned year, unsigned month, unsigned day) {
  std::string date = fmt::format("{:04}-{:02}-{:02}", year, month, day);
  return parse_date(date) ? date : std::string();
}

}  // namespace

std::size_t edit_distance(std::string_view from, std::string_view to) {
  return edit_distance(letters(from), letters(to));
}

std::string nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
  std::u32string wanted = letters(word);
  if (wanted.empty() || wanted.size() > kLongestWord) return {};
  std::size_t best = kLongestWord;
  std::string_view result;
  for (std::string_view candidate : candidates) {
    std::u32string offered = letters(candidate);
    std::size_t limit = std::min(reach(wanted), reach(offered));
    if (offered.size() > wanted.size() + limit || wanted.size() > offered.size() + limit) continue;
    std::size_t distance = edit_distance(wanted, offered);
    if (distance < best && is_slip(wanted, offered, distance)) {
      best = distance;
      result = candidate;
    }
  }
  return std::string(result);
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates) {
  std::string found = nearest(word, candidates);
  return found.empty() ? found : "did you mean `" + found + "`?";
}

std::string nearest_code(std::string_view word, const std::vector<std::string_view>& candidates) {
  std::u32string wanted = letters(word);
  auto found = std::ranges::find_if(candidates, [&](std::string_view candidate) {
    return !wanted.empty() && letters(candidate) == wanted;
  });
  return found == candidates.end() ? std::string() : std::string(*found);
}

std::string nearest_key(std::string_view word, const std::vector<std::string_view>& candidates) {
  constexpr std::size_t kLongestCode = 3;
  std::string same = nearest_code(word, candidates);
  if (!same.empty() || letters(word).size() <= kLongestCode) return same;
  std::vector<std::string_view> names;
  std::ranges::copy_if(candidates, std::back_inserter(names),
                       [](std::string_view candidate) { return letters(candidate).size() > kLongestCode; });
  return nearest(word, names);
}

std::string did_you_mean_or_list(std::string_view word, const std::vector<std::string_view>& candidates,
                                 std::string_view what) {
  std::string found = did_you_mean(word, candidates);
  if (!found.empty() || candidates.empty()) return found;
  bool is_one = candidates.size() == 1;
  std::string result = std::string(what) + (is_one ? ": " : " are ");
  std::size_t shown = std::min(candidates.size(), kMostListed);
  for (std::size_t i = 0; i < shown; ++i) {
    bool is_last = i + 1 == candidates.size();
    if (i > 0) result += is_last ? " and " : ", ";
    result += "`" + std::string(candidates[i]) + "`";
  }
  if (shown < candidates.size()) result += ", and " + std::to_string(candidates.size() - shown) + " more";
  return result;
}

std::string date_as_written(std::string_view mistaken) {
  std::vector<unsigned> parts = numbers_in(mistaken);
  if (parts.size() < 3) return {};
  if (parts[0] > 99) {
    std::string date = day_of_calendar(parts[0], parts[1], parts[2]);
    return date.empty() ? day_of_calendar(parts[0], parts[2], parts[1]) : date;
  }
  // Day and month may come in either order; with points between them the day comes first.
  std::string day_first = day_of_calendar(parts[2], parts[1], parts[0]);
  std::string month_first = day_of_calendar(parts[2], parts[0], parts[1]);
  bool has_points = mistaken.find('.') != std::string_view::npos;
  if (has_points || month_first.empty() || day_first == month_first) return day_first;
  return day_first.empty() ? month_first : std::string();
}

}  // namespace precept
