#include "engine/input/document_stream.h"

namespace precept::input {

std::optional<NextDocument> DocumentStream::next() {
  while (at_ < names_.size()) {
    NextDocument file{.name = names_[at_]};
    if (!holds_lines(file.name)) {
      ++at_;
      return file;
    }
    if (!lines_) lines_ = std::make_unique<DocumentLines>(file.name);
    if (auto line = lines_->next(file.mistakes)) return line;
    lines_.reset();
    ++at_;
    if (file.mistakes.has_errors()) return file;
  }
  return std::nullopt;
}

}  // namespace precept::input
