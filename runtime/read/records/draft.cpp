#include "runtime/read/records/draft.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>

#include "base/text.h"
#include "base/toml/parse.h"
#include "runtime/read/json_text.h"
#include "runtime/read/records/header.h"
#include "runtime/read/records/mapping.h"
#include "runtime/read/vocabulary.h"

namespace precept {

using program::Form;
using toml::text_as_written;

namespace {

using Row = SheetRow;

/// A header is looked for in so many rows.
constexpr std::size_t kHeaderRowsLookedAt = 50;
/// A column is a field's by its content where so many of a hundred values are words of the field.
constexpr std::size_t kNearlyAll = 90;
/// Words that are listed of one column.
constexpr std::size_t kMostWords = 200;

std::size_t filled(const Row& row) {
  return static_cast<std::size_t>(
      std::ranges::count_if(row, [](const Cell& cell) { return cell.kind != CellKind::Empty; }));
}

/// The words that a field's values may be, and those that people write for them.
class FieldWords {
 public:
  FieldWords(const Program& program, const ListField& field) : field_(field) {
    Vocabulary vocabulary(program);
    if (field.element == Form::Enum) {
      for (const program::EnumMember& member :
           Program::in(program.enum_members, program.enums[field.words].members))
        add(program.text(member.name), program.text(member.label));
    } else if (field.element == Form::Key) {
      for (std::string_view column : vocabulary.text_columns(field.words)) {
        const auto called = vocabulary.called(field.words, column);
        for (const auto& [word, key] : called.value()) {
          add(key, word);
          if (column == "name") names_.emplace(as_compared(word), key);
        }
      }
      keys_.emplace(program, field.words);
    } else if (field.element == Form::Truth) {
      for (const char* word : {"yes", "true", "1"}) add("yes", word);
      for (const char* word : {"no", "false", "0"}) add("no", word);
    }
  }

  bool has_words() const { return !meant_.empty(); }
  /// Whether the word needs no mapping.
  bool is_right(std::string_view word) const {
    if (keys_) return keys_->vocabulary->keys(keys_->table).find(word) != NameTable::kAbsentName;
    const auto found = meant_.find(as_compared(word));
    return found != meant_.end() && (field_.element == Form::Truth || found->second == word);
  }
  bool is_name(std::string_view word) const { return names_.contains(as_compared(word)); }
  /// What the word means by a label, a name or another spelling; none where that is not sure.
  std::optional<std::string> meant(std::string_view word) const {
    const auto found = meant_.find(as_compared(word));
    if (found == meant_.end() || found->second.empty()) return std::nullopt;
    return found->second;
  }

 private:
  void add(std::string_view target, std::string_view word) {
    for (std::string_view each : {target, word}) {
      const auto [same, is_new] = meant_.emplace(as_compared(each), target);
      if (!is_new && same->second != target) same->second.clear();  // two rows are called so
    }
  }

  struct Keys {
    Keys(const Program& program, std::uint32_t index)
        : vocabulary(std::make_shared<Vocabulary>(program)), table(index) {}
    std::shared_ptr<Vocabulary> vocabulary;
    std::uint32_t table;
  };

  const ListField& field_;
  std::map<std::string, std::string> meant_, names_;
  std::optional<Keys> keys_;
};

class Draft {
 public:
  Draft(const Sheet& sheet, bool names_sheet, std::size_t header, const ListFields& fields,
        const Program& program, const Sources& sources)
      : sheet_(sheet), header_(header), fields_(fields), program_(program) {
    text_ = fmt::format(
        "# A first mapping. Complete what has a `?`, and look at what says why it is proposed.\n[{}]\n",
        fields.list);
    if (names_sheet) text_ += fmt::format("sheet = {}\n", text_as_written(sheet.name));
    const auto first = std::ranges::find_if(sheet.rows, [](const Row& row) { return filled(row) > 0; });
    if (first != sheet.rows.begin() + static_cast<std::ptrdiff_t>(header))
      text_ += fmt::format("header_row = {}\n", sources.place(first_cell().place).line);
  }

  std::string run() {
    for (const ListField& field : fields_.fields) find_by_name(field);
    for (const ListField& field : fields_.fields) find_by_content(field);
    write_names();
    write_columns();
    for (const ListField& field : fields_.fields) write_values(field);
    return std::move(text_);
  }

 private:
  struct Found {
    std::size_t column = 0;
    const char* why = "";  ///< empty: the header is the field's name, and needs no line
  };

  const Row& headers() const { return sheet_.rows[header_]; }
  const Cell& first_cell() const {
    return *std::ranges::find_if(headers(), [](const Cell& cell) { return cell.kind != CellKind::Empty; });
  }
  std::string header(std::size_t column) const { return std::string(trimmed(headers()[column].text)); }

  bool is_taken(std::size_t column) const {
    return std::ranges::any_of(found_, [&](const auto& each) { return each.second.column == column; });
  }

  void find_by_name(const ListField& field) {
    for (std::size_t i = 0; i < headers().size(); ++i) {
      if (headers()[i].kind == CellKind::Empty || is_taken(i)) continue;
      if (fields_.named(headers()[i].text) == &field) {
        found_[&field] = {i, ""};
        return;
      }
    }
    for (std::size_t i = 0; i < headers().size(); ++i) {
      if (headers()[i].kind == CellKind::Empty || is_taken(i)) continue;
      if (fields_.named(headers()[i].text) == nullptr && fields_.nearly_named(headers()[i].text) == &field) {
        found_[&field] = {i, "by its name"};
        return;
      }
    }
  }

  /// The words of a column: of sets each.
  std::map<std::string, std::size_t> words_in(std::size_t column, const ListField& field) const {
    std::map<std::string, std::size_t> words;
    auto count = [&](std::string_view word) {
      if (!word.empty()) ++words[std::string(word)];
    };
    for (std::size_t row = header_ + 1; row < sheet_.rows.size(); ++row) {
      if (column >= sheet_.rows[row].size()) continue;
      const Cell& cell = sheet_.rows[row][column];
      if (cell.kind == CellKind::Empty || cell.kind == CellKind::Error || cell.kind == CellKind::NoResult)
        continue;
      std::string_view text = trimmed(cell.text);
      while (field.holds_several() && text.find(';') != std::string_view::npos) {
        count(trimmed(text.substr(0, text.find(';'))));
        text.remove_prefix(text.find(';') + 1);
      }
      count(trimmed(text));
    }
    return words;
  }

  /// The only column of which nearly all cells are words of the field. Truths are in too many columns.
  void find_by_content(const ListField& field) {
    if (found_.contains(&field) || (field.element != Form::Enum && field.element != Form::Key)) return;
    const FieldWords words(program_, field);
    std::optional<std::size_t> only;
    for (std::size_t i = 0; i < headers().size(); ++i) {
      if (headers()[i].kind == CellKind::Empty || is_taken(i)) continue;
      std::size_t all = 0, known = 0;
      for (const auto& [word, count] : words_in(i, field)) {
        all += count;
        if (words.is_right(word) || words.meant(word)) known += count;
      }
      if (all == 0 || known * 100 < all * kNearlyAll) continue;
      if (only) return;
      only = i;
    }
    if (only) found_[&field] = {*only, "by its content"};
  }

  /// `country_from`: where nearly all cells are names of the table.
  void write_names() {
    for (const ListField& field : fields_.fields) {
      const auto found = found_.find(&field);
      if (found == found_.end() || field.element != Form::Key) continue;
      const FieldWords words(program_, field);
      std::size_t all = 0, names = 0;
      for (const auto& [word, count] : words_in(found->second.column, field)) {
        if (words.is_right(word)) continue;
        all += count;
        if (words.is_name(word)) names += count;
      }
      if (names == 0 || names * 100 < all * kNearlyAll) continue;
      text_ += fmt::format("{}_from = [\"names.en\"]  # by its content\n", field.name);
      by_name_.push_back(&field);
    }
  }

  void write_columns() {
    std::string free;
    for (std::size_t i = 0; i < headers().size(); ++i) {
      if (headers()[i].kind == CellKind::Empty || is_taken(i)) continue;
      free += (free.empty() ? "" : ", ") + text_as_written(header(i));
    }
    text_ += fmt::format("\n[{}.columns]\n", fields_.list);
    for (const ListField& field : fields_.fields) {
      const auto found = found_.find(&field);
      if (found != found_.end()) {
        if (*found->second.why != '\0')
          text_ += fmt::format("{} = {}  # {}\n", field.name, text_as_written(header(found->second.column)),
                               found->second.why);
      } else if (field.identifies) {
        text_ += fmt::format("{} = \"?\"  # {}\n", field.name,
                             free.empty() ? "no column is left" : "one of: " + free);
      } else {
        text_ += fmt::format("# {} = \"\"\n", field.name);
      }
    }
    if (!free.empty()) text_ += fmt::format("# columns that are not read: {}\n", free);
  }

  void write_values(const ListField& field) {
    const auto found = found_.find(&field);
    if (found == found_.end()) return;
    const FieldWords words(program_, field);
    if (!words.has_words()) return;
    const bool by_name = std::ranges::find(by_name_, &field) != by_name_.end();
    std::map<std::string, std::pair<std::string, std::size_t>>
        wrong;  // a mapping does not tell letter case apart
    for (const auto& [word, times] : words_in(found->second.column, field)) {
      if (words.is_right(word) || (by_name && words.is_name(word))) continue;
      wrong.try_emplace(as_compared(word), word, 0).first->second.second += times;
    }
    std::string lines;
    std::size_t count = 0;
    for (const auto& [compared, spelt] : wrong) {
      if (++count > kMostWords) break;
      const auto& [word, times] = spelt;
      lines += fmt::format("{} = {}  # {}\n", text_as_written(word),
                           text_as_written(words.meant(word).value_or("?")),
                           times == 1 ? "once" : fmt::format("{} times", times));
    }
    if (lines.empty()) return;
    text_ += fmt::format("\n[{}.values.{}]\n{}", fields_.list, field.name, lines);
    if (wrong.size() > kMostWords) text_ += fmt::format("# and {} more words\n", wrong.size() - kMostWords);
  }

  const Sheet& sheet_;
  std::size_t header_;
  const ListFields& fields_;
  const Program& program_;
  std::string text_;
  std::map<const ListField*, Found> found_;
  std::vector<const ListField*> by_name_;
};

/// How well a row fits as the header: fields that it names count most, then those it nearly names, then
/// cells.
std::size_t fitness(const Row& row, const ListFields& fields) {
  std::size_t near = 0;
  for (const Cell& cell : row)
    near += cell.kind == CellKind::Text && fields.nearly_named(cell.text) != nullptr;
  return known_columns(row, fields) * 10'000 + near * 100 + std::min<std::size_t>(filled(row), 99);
}

}  // namespace

std::string draft_mapping(const Workbook& workbook, const ListFields& fields, const Program& program,
                          const Sources& sources, Diagnostics& diagnostics) {
  const Sheet* sheet = nullptr;
  std::size_t header = 0, best = 0, shown = 0;
  for (const Sheet& each : workbook.sheets) {
    if (each.is_hidden) continue;
    bool is_filled = false;
    for (std::size_t row = 0; row < std::min(each.rows.size(), kHeaderRowsLookedAt); ++row) {
      const std::size_t fits = filled(each.rows[row]) == 0 ? 0 : fitness(each.rows[row], fields);
      is_filled |= fits > 0;
      if (fits <= best) continue;
      best = fits;
      sheet = &each;
      header = row;
    }
    shown += is_filled ? 1 : 0;
  }
  if (sheet == nullptr) {
    const Span place = workbook.sheets.empty() ? Span() : Span{workbook.sheets.front().file, 0, 0};
    diagnostics.report(DiagnosticKind::ListHeader, place, "there is no row in which a header could be");
    return {};
  }
  return Draft(*sheet, shown > 1, header, fields, program, sources).run();
}

}  // namespace precept
