#include "base/csv.h"

namespace precept {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::uint32_t offset(std::size_t at) {
  return static_cast<std::uint32_t>(at);
}

}  // namespace

CsvReader::CsvReader(std::string_view text, CsvForm form)
    : text_(text), separator_(form.separator), at_(form.begin) {
  for (char mark : {separator_, '"', '\r', '\n'}) is_mark_[static_cast<unsigned char>(mark)] = true;
  if (at_ == 0 && text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
}

bool CsvReader::at_line_end() const {
  return at_ == text_.size() || text_[at_] == '\n' || (text_[at_] == '\r' && text_.substr(at_, 2) == "\r\n");
}

void CsvReader::skip_line_end() {
  if (at_ == text_.size()) return;
  at_ += text_[at_] == '\n' ? 1 : 2;
}

bool CsvReader::fail(CsvFault fault, std::size_t begin, std::size_t end, const char* message) {
  error_ = CsvError{fault, offset(begin), offset(end), offset(cell_), message};
  return false;
}

bool CsvReader::next(std::vector<CsvCell>& record) {
  record.clear();
  unescaped_.clear();
  if (error_) return false;
  while (at_ < text_.size() && at_line_end()) skip_line_end();
  if (at_ == text_.size()) return false;
  while (true) {
    if (!read_cell(record.emplace_back())) return false;
    const bool goes_on = at_ < text_.size() && text_[at_] == separator_;
    if (!goes_on) break;
    ++at_;
  }
  skip_line_end();
  return true;
}

bool CsvReader::read_cell(CsvCell& cell) {
  cell_ = at_;
  cell.begin = offset(at_);
  bool quoted = at_ < text_.size() && text_[at_] == '"';
  if (!(quoted ? read_quoted(cell) : read_bare(cell))) return false;
  cell.end = offset(at_);
  return true;
}

bool CsvReader::read_bare(CsvCell& cell) {
  std::size_t begin = at_;
  while (at_ < text_.size() && !is_mark_[static_cast<unsigned char>(text_[at_])]) ++at_;
  const bool is_at_separator = at_ < text_.size() && text_[at_] == separator_;
  if (!is_at_separator && !at_line_end()) {
    if (text_[at_] == '"')
      return fail(CsvFault::QuoteInCell, at_, at_ + 1, "a quote within a cell that does not begin with one");
    return fail(CsvFault::ReturnInCell, at_, at_ + 1, "a carriage return that ends no line");
  }
  cell.text = text_.substr(begin, at_ - begin);
  return true;
}

bool CsvReader::read_quoted(CsvCell& cell) {
  std::size_t begin = ++at_;
  std::string* unescaped = nullptr;
  while (true) {
    std::size_t quote = text_.find('"', at_);
    if (quote == std::string_view::npos)
      return fail(CsvFault::OpenQuote, begin - 1, begin, "a quoted cell is not closed");
    bool doubled = text_.substr(quote, 2) == "\"\"";
    if (doubled || unescaped) {
      if (!unescaped) unescaped = &unescaped_.emplace_back();
      unescaped->append(text_.substr(at_, quote - at_ + (doubled ? 1 : 0)));
    }
    at_ = quote + (doubled ? 2 : 1);
    if (doubled) continue;
    cell.text = unescaped ? std::string_view(*unescaped) : text_.substr(begin, quote - begin);
    cell.is_copy = unescaped != nullptr;
    if (at_line_end() || text_[at_] == separator_) return true;
    return fail(CsvFault::AfterQuote, at_, at_ + 1,
                "a quoted cell is followed by something other than a comma");
  }
}

}  // namespace precept
