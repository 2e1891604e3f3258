#include "compiler/official/labels.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <tuple>

#include "base/suggest.h"
#include "compiler/official/marks/blocks.h"
#include "compiler/official/marks/marks.h"

namespace precept::official {
namespace {

bool is_number(const std::string& part) {
  return !part.empty() && part.find_first_not_of("0123456789") == std::string::npos;
}

}  // namespace

std::vector<std::string> label_parts(std::string_view label) {
  constexpr std::string_view kSection = "\xC2\xA7", kParagraph = "\xC2\xB6";
  std::string spaced;
  const std::string plain = plain_text(label);
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const std::string_view rest = std::string_view(plain).substr(i);
    if (rest.starts_with(kSection) || rest.starts_with(kParagraph)) {
      spaced += rest.starts_with(kSection) ? " section " : " paragraph ";
      ++i;
    } else if (plain[i] == '(' || plain[i] == ')' || plain[i] == ',') {
      spaced += ' ';
    } else {
      spaced += plain[i];
    }
  }
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < spaced.size();) {
    const std::size_t begin = spaced.find_first_not_of(' ', i);
    if (begin == std::string::npos) break;
    i = std::min(spaced.find(' ', begin), spaced.size());
    std::string word = full_word(std::string_view(spaced).substr(begin, i - begin));
    for (std::size_t at = 0; at < word.size();) {
      const std::size_t end = std::min(word.find('.', at), word.size());
      if (end > at) parts.push_back(word.substr(at, end - at));
      at = end + 1;
    }
  }
  // "section 4.1" is 4.1; of "section" alone, or "section on voting", the word is meant.
  const auto is_numbered = [&](std::size_t i) {
    return i + 1 < parts.size() && (is_number(parts[i + 1]) || parts[i + 1].size() == 1);
  };
  std::vector<std::string> kept;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i] != "section" || !is_numbered(i)) kept.push_back(parts[i]);
  }
  return kept;
}

std::vector<std::size_t> nearest_labels(std::string_view wanted, const std::vector<std::string>& labels) {
  constexpr std::size_t kFar = 1000, kLongest = 200;
  const std::vector<std::string> parts = label_parts(wanted);
  using Distance = std::tuple<std::size_t, std::size_t, std::size_t>;
  std::vector<Distance> distances;
  for (const std::string& label : labels) {
    const std::vector<std::string> other = label_parts(label);
    const auto differ = std::ranges::mismatch(parts, other);
    const auto same = static_cast<std::size_t>(differ.in1 - parts.begin());
    std::size_t by = kFar;
    if (differ.in1 != parts.end() && differ.in2 != other.end() && is_number(*differ.in1) &&
        is_number(*differ.in2)) {
      const long one = std::strtol(differ.in1->c_str(), nullptr, 10),
                 two = std::strtol(differ.in2->c_str(), nullptr, 10);
      by = static_cast<std::size_t>(std::labs(one - two));
    }
    const bool is_long = wanted.size() > kLongest || label.size() > kLongest;
    distances.emplace_back(parts.size() - same, by, is_long ? kFar : edit_distance(wanted, label));
  }
  std::vector<std::size_t> order(labels.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return distances[i]; });
  return order;
}

}  // namespace precept::official
