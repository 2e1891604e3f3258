#include "base/text_store.h"

#include <algorithm>
#include <cstring>

namespace precept {

namespace {
constexpr std::size_t kStoreBlock = 64 * 1024;
}

std::string_view TextStore::keep(std::string_view text) {
  if (text.size() > left_) {
    left_ = std::max(text.size(), kStoreBlock);
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(left_));
    free_ = blocks_.back().get();
  }
  if (!text.empty()) std::memcpy(free_, text.data(), text.size());
  const std::string_view kept(free_, text.size());
  free_ += text.size();
  left_ -= text.size();
  return kept;
}

}  // namespace precept
