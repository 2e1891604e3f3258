#include "engine/input/list_mapping.h"

#include <fmt/format.h>

#include <algorithm>
#include <list>
#include <map>

#include "base/decimal.h"
#include "base/moment.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/toml/reader.h"
#include "runtime/read/json_text.h"
#include "runtime/read/records/cells.h"
#include "runtime/read/sheet/encoding.h"
#include "runtime/read/vocabulary.h"

namespace precept::input {

using program::Form;

namespace {

/// Reads the mapping of one list.
class MappingReader {
 public:
  MappingReader(const ListFields& fields, const Program& program, FileId preset, Diagnostics& diagnostics)
      : fields_(fields), vocabulary_(program), preset_(preset), diagnostics_(diagnostics) {}

  ListMapping read(const toml::Member& list, const toml::Table& table) {
    mapping_.place = list.key_place;
    const std::string name = fmt::format("`[{}]`", list.key);
    toml::TableReader reader(table, list.key_place, name, diagnostics_);
    reader.any("use");  // what it names is in the table already
    read_file(reader);
    read_rows(reader);
    read_fields(reader);
    pass_over_others(reader, table);
    reader.finish();
    return std::move(mapping_);
  }

 private:
  /// A preset is for several kinds of lists: it may say of which names the words of a field are that these
  /// records do not have.
  void pass_over_others(toml::TableReader& reader, const toml::Table& table) const {
    for (const toml::Member& member : table) {
      if (member.key_place.file == preset_ && member.key.ends_with("_from")) reader.any(member.key);
    }
  }

  // ---- the file and its rows

  void read_file(toml::TableReader& reader) {
    if (const auto encoding = reader.text("encoding")) {
      if (!is_known_encoding(encoding->value))
        reader
            .refuse(encoding->place,
                    fmt::format("{} is no encoding that is read", in_backticks(encoding->value)))
            .with_help(fmt::format("the encodings are {}", known_encodings()));
      mapping_.encoding = encoding->value;
    }
    if (const auto delimiter = reader.exact_text("delimiter")) {
      if (delimiter->value.size() != 1 || delimiter->value == "\"")
        reader.refuse(delimiter->place, "`delimiter` is one character, and no quote");
      else
        mapping_.delimiter = delimiter->value.front();
    }
    const auto sheet = reader.text("sheet");
    const auto sheets = reader.texts("sheets");
    if (sheet && !sheets.empty())
      reader.refuse(sheet->place, "`sheet` and `sheets` are both there").with_help("keep one of them");
    if (sheet) mapping_.sheets.push_back({sheet->value, sheet->place});
    for (const toml::PlacedText& each : sheets) mapping_.sheets.push_back({each.value, each.place});
  }

  void read_rows(toml::TableReader& reader) {
    read_header_rows(reader);
    if (const auto first = reader.number("first_row", 1, 1'000'000'000))
      mapping_.first_row = static_cast<std::uint32_t>(first->value);
    for (const auto& text : reader.texts("blank")) mapping_.blank.push_back(as_compared(text.value));
    for (const auto& text : reader.texts("skip_rows_that_begin_with"))
      mapping_.begins.push_back(as_compared(text.value));
    for (const auto& text : reader.texts("skip_rows_that_end_with"))
      mapping_.ends.push_back(as_compared(text.value));
    for (const auto& text : reader.texts("ignore")) mapping_.ignored.push_back(as_compared(text.value));
    if (const auto hidden = reader.choice("hidden_rows", {"read", "skip"}))
      mapping_.skips_hidden_rows = hidden->value == "skip";
    if (const toml::Member* only = reader.table("only")) read_filters(*only);
  }

  void read_header_rows(toml::TableReader& reader) {
    if (const auto row = reader.number("header_row", 1, 1'000'000'000))
      mapping_.header_rows = {static_cast<std::uint32_t>(row->value)};
    const toml::Member* rows = reader.any("header_rows");
    if (rows == nullptr) return;
    const auto* list = rows->value.as<toml::Array>();
    std::vector<std::uint32_t> numbers;
    for (const toml::Value& each : list == nullptr ? toml::Array() : *list) {
      const auto* number = each.as<std::int64_t>();
      if (number != nullptr && *number >= 1 && *number <= 1'000'000'000)
        numbers.push_back(static_cast<std::uint32_t>(*number));
    }
    const bool are_two =
        list != nullptr && list->size() == 2 && numbers.size() == 2 && numbers[0] < numbers[1];
    if (!mapping_.header_rows.empty()) {
      reader.refuse(rows->key_place, "`header_row` and `header_rows` are both there")
          .with_help("keep one of them");
      return;
    }
    if (!are_two) {
      reader.refuse(rows->value.place, "`header_rows` are two numbers, the upper row first")
          .with_help("for a header of one row write `header_row = 5`");
      return;
    }
    mapping_.header_rows = std::move(numbers);
  }

  void read_filters(const toml::Member& only) {
    const auto* table = only.value.as<toml::Table>();
    if (table == nullptr) return;
    toml::TableReader reader(*table, only.key_place, "`only`", diagnostics_);
    for (const toml::Member& member : *table) {
      MappedFilter filter{.header = {member.key, 0, member.key_place}, .values = {}};
      for (const toml::PlacedText& value : reader.texts(member.key))
        filter.values.push_back(as_compared(value.value));
      mapping_.only.push_back(std::move(filter));
    }
  }

  // ---- fields

  void read_fields(toml::TableReader& reader) {
    for (const toml::PlacedText& field : reader.texts("fill")) {
      if (field_called(field.value, field.place)) mapping_.filled.push_back(field.value);
    }
    if (const auto field = reader.text("sections")) {
      if (field_called(field->value, field->place)) mapping_.section = field->value;
    }
    each_field(reader, "columns", [&](const ListField& field, const toml::Member& column) {
      read_column(reader, field, column);
    });
    each_field(reader, "values",
               [&](const ListField& field, const toml::Member& words) { read_words(reader, field, words); });
    each_field(reader, "split", [&](const ListField& field, const toml::Member& separators) {
      read_split(reader, field, separators);
    });
    for (const ListField& field : fields_.fields) read_keys(reader, field);
    read_record_per(reader);
  }

  template <class Read>
  void each_field(toml::TableReader& reader, std::string_view key, Read read) {
    const toml::Member* member = reader.table(key);
    const auto* table = member == nullptr ? nullptr : member->value.as<toml::Table>();
    if (table == nullptr) return;
    for (const toml::Member& each : *table) {
      const bool is_known =
          std::ranges::find(fields_.fields, each.key, &ListField::name) != fields_.fields.end();
      // A preset is for several kinds of lists, and says more than one of them has.
      if (!is_known && each.key_place.file == preset_) continue;
      if (const ListField* field = field_called(each.key, each.key_place)) read(*field, each);
    }
  }

  /// The field of the record; reports a name that is none.
  const ListField* field_called(std::string_view name, Span place) {
    const auto found = std::ranges::find(fields_.fields, name, &ListField::name);
    if (found != fields_.fields.end()) return &*found;
    std::vector<std::string_view> names;
    for (const ListField& field : fields_.fields) names.push_back(field.name);
    diagnostics_
        .report(DiagnosticKind::MappingWord, place,
                fmt::format("{} has no field {} that a cell can hold", in_backticks(fields_.record),
                            in_backticks(name)))
        .with_help(did_you_mean_or_list(name, names, fmt::format("the fields of `{}`", fields_.record)));
    return nullptr;
  }

  bool is_undecided(std::string_view text, Span place) {
    if (text != "?") return false;
    diagnostics_
        .report(DiagnosticKind::MappingUndecided, place, "the mapping does not say this yet: it has `?`")
        .with_help("write what it is, or take the line out");
    return true;
  }

  // ---- columns

  void read_column(toml::TableReader& reader, const ListField& field, const toml::Member& member) {
    MappedColumn column{.place = member.value.place, .is_preset = member.key_place.file == preset_};
    if (const auto* table = member.value.as<toml::Table>()) {
      if (!read_column_table(field, member, *table, column)) return;
    } else {
      const auto texts = texts_of(member.value);
      if (texts.empty()) {
        reader
            .refuse(member.value.place, fmt::format("a column is a header, several, or a table, and not {}",
                                                    member.value.type_in_words()))
            .with_help("for example \"Name\", [\"First name\", \"Name\"] or {constant = \"x\"}");
        return;
      }
      for (const toml::PlacedText& text : texts) {
        if (is_undecided(text.value, text.place)) return;
        column.headers.push_back({text.value, 0, text.place});
      }
    }
    mapping_.columns.emplace(field.name, std::move(column));
  }

  static std::vector<toml::PlacedText> texts_of(const toml::Value& value) {
    if (const auto* text = value.as<std::string>()) return {{*text, value.place}};
    std::vector<toml::PlacedText> texts;
    const auto* list = value.as<toml::Array>();
    for (const toml::Value& each : list == nullptr ? toml::Array() : *list) {
      const auto* text = each.as<std::string>();
      if (text == nullptr) return {};
      texts.push_back({*text, each.place});
    }
    return texts;
  }

  bool read_column_table(const ListField& field, const toml::Member& member, const toml::Table& table,
                         MappedColumn& column) {
    const std::size_t before = diagnostics_.error_count();
    const std::string what = fmt::format("`columns.{}`", field.name);
    toml::TableReader reader(table, member.key_place, what, diagnostics_);
    const auto header = reader.text("header");
    const auto nth = reader.number("nth", 1, 1000);
    const toml::Member* options = reader.table("options");
    const toml::Member* constant = reader.any("constant");
    reader.finish();
    if ((header ? 1 : 0) + (options ? 1 : 0) + (constant ? 1 : 0) != 1) {
      reader.refuse(member.value.place, what + " has one of `header`, `options` and `constant`");
    } else if (nth && !header) {
      reader.refuse(nth->place, "`nth` is of a `header` that is there more than once");
    } else if (header) {
      column.headers.push_back(
          {header->value, nth ? static_cast<std::uint32_t>(nth->value) : 0, header->place});
    } else if (options != nullptr) {
      read_options(reader, field, *options, column);
    } else {
      read_constant(reader, field, *constant, column);
    }
    return diagnostics_.error_count() == before;
  }

  void read_options(toml::TableReader& reader, const ListField& field, const toml::Member& options,
                    MappedColumn& column) {
    if (!field.holds_several()) {
      reader.refuse(options.key_place,
                    fmt::format("`{}` is no set: `options` are of sets and lists", field.name));
      return;
    }
    const auto& table = *options.value.as<toml::Table>();
    if (table.empty()) reader.refuse(options.value.place, "`options` names no column");
    for (const toml::Member& option : table) {
      const auto* word = option.value.as<std::string>();
      if (word == nullptr) {
        reader.refuse(option.value.place, "an option is a header and the member for which it stands");
      } else if (!is_undecided(*word, option.value.place) && is_word(field, *word, option.value.place)) {
        MappedColumn::Choice& choice = column.options.emplace_back();
        choice.header.text = option.key;
        choice.header.place = option.key_place;
        choice.member = *word;
      }
    }
  }

  void read_constant(toml::TableReader& reader, const ListField& field, const toml::Member& constant,
                     MappedColumn& column) {
    std::vector<toml::PlacedText> texts = texts_of(constant.value);
    if (const auto* truth = constant.value.as<bool>())
      texts = {{*truth ? "yes" : "no", constant.value.place}};
    if (const auto* number = constant.value.as<std::int64_t>())
      texts = {{std::to_string(*number), constant.value.place}};
    if (texts.empty() || (texts.size() > 1 && !field.holds_several())) {
      reader
          .refuse(constant.value.place, fmt::format("`constant` is {}, and no value of `{}`",
                                                    constant.value.type_in_words(), field.name))
          .with_help(field.holds_several() ? "write a text, or a list of texts"
                                           : "write one text, truth or number");
      return;
    }
    column.constant.emplace();
    for (const toml::PlacedText& text : texts) {
      if (!is_undecided(text.value, text.place) && is_word(field, text.value, text.place))
        column.constant->push_back(text.value);
    }
  }

  // ---- words

  void read_words(toml::TableReader& reader, const ListField& field, const toml::Member& words) {
    const auto* table = words.value.as<toml::Table>();
    if (table == nullptr) {
      reader.refuse(words.value.place, fmt::format("`values.{}` is {}; it is to be a table of words",
                                                   field.name, words.value.type_in_words()));
      return;
    }
    for (const toml::Member& word : *table) {
      std::string target;
      if (const auto* text = word.value.as<std::string>())
        target = trimmed(*text);
      else if (const auto* truth = word.value.as<bool>())
        target = *truth ? "yes" : "no";
      else if (const auto* number = word.value.as<std::int64_t>())
        target = std::to_string(*number);
      else {
        reader.refuse(word.value.place, "a word means a text, a truth or a number, and \"\" nothing");
        continue;
      }
      add_word(field, word, std::move(target));
    }
  }

  void add_word(const ListField& field, const toml::Member& word, std::string target) {
    const bool is_settled = target.empty() || target == "?";
    if (!is_settled && !is_target(field, target, word.value.place)) return;
    if (target != "?" && contradicts(field, word, target)) return;
    MappedWord mapped{word.key, std::move(target), word.key_place, word.key_place.file == preset_};
    const auto [same, is_new] = mapping_.values[field.name].emplace(as_compared(word.key), mapped);
    if (is_new || same->second.target == mapped.target) return;
    if (same->second.is_preset && !mapped.is_preset) {
      same->second = mapped;  // own lines, which come after those of the preset, count more
      return;
    }
    Diagnostic& told =
        diagnostics_.report(DiagnosticKind::MappingWord, word.key_place,
                            fmt::format("{} and {} are one word to a mapping, and mean two",
                                        in_backticks(word.key), in_backticks(same->second.word)));
    told.label(same->second.place, "the first one");
    told.with_help("letter case and blanks do not count; take one of them out");
  }

  /// Of columns that each stand for a member the words are those of the cells: yes and no.
  bool is_target(const ListField& field, const std::string& target, Span place) {
    const auto column = mapping_.columns.find(field.name);
    const bool is_chosen = column != mapping_.columns.end() && !column->second.options.empty();
    return (is_chosen && (target == "yes" || target == "no")) || is_word(field, target, place);
  }

  /// Whether it is a word of the field; reports one that is none.
  bool is_word(const ListField& field, const std::string& word, Span place) {
    std::string help;
    switch (field.element) {
      case Form::Enum:
        if (vocabulary_.members(field.words).find(word) != NameTable::kAbsentName) return true;
        help = vocabulary_.member_help(field.words, word);
        break;
      case Form::Key:
        if (vocabulary_.keys(field.words).find(word) != NameTable::kAbsentName) return true;
        help = vocabulary_.key_help(field.words, word);
        break;
      case Form::Truth:
        if (truth_said(word)) return true;
        help = "write `yes` or `no`";
        break;
      case Form::Int:
      case Form::Duration:
      case Form::Months:
        if (parse_json_integer(word)) return true;
        help = "write a whole number";
        break;
      case Form::Number:
        if (parse_decimal(word)) return true;
        help = "write a number such as `2.5`";
        break;
      case Form::Date:
        if (parse_date(word)) return true;
        help = "write the date as YYYY-MM-DD";
        break;
      case Form::Moment:
        if (parse_moment(word)) return true;
        help = help_for(parse_moment(word).error());
        break;
      case Form::Hours:
        if (parse_hours(word)) return true;
        help = "write it as `PT24H` or `PT1H30M`";
        break;
      default:
        return true;
    }
    diagnostics_
        .report(DiagnosticKind::MappingWord, place,
                fmt::format("{} is no value of {}", in_backticks(word), in_backticks(field.name)))
        .with_help(std::move(help));
    return false;
  }

  /// Reports a word of the field itself that is to mean another one: what is right without the mapping stays
  /// right.
  bool contradicts(const ListField& field, const toml::Member& word, const std::string& target) {
    const std::optional<std::string> own = own_word(field, word.key);
    if (!own || means_same(field, *own, target)) return false;
    const std::string meant = target.empty() ? "nothing" : in_backticks(target);
    diagnostics_
        .report(DiagnosticKind::MappingWord, word.key_place,
                fmt::format("{} is a value of {} itself, and cannot mean {}", in_backticks(*own),
                            in_backticks(field.name), meant))
        .with_help("change the cells that mean something else");
    return true;
  }

  /// The word of the field that a mapping cannot tell from this one, as letter case does not count to it.
  std::optional<std::string> own_word(const ListField& field, const std::string& word) {
    switch (field.element) {
      case Form::Enum:
        if (vocabulary_.members(field.words).find(word) != NameTable::kAbsentName) return word;
        return vocabulary_.member_but_for_case(field.words, word);
      case Form::Key:
        if (vocabulary_.keys(field.words).find(word) != NameTable::kAbsentName) return word;
        return vocabulary_.key_but_for_case(field.words, word);
      case Form::Truth:
        return truth_said(word) ? std::optional(word) : std::nullopt;
      default:
        return std::nullopt;
    }
  }

  bool means_same(const ListField& field, const std::string& own, const std::string& target) {
    if (own == target) return true;
    if (field.element == Form::Truth) return truth_said(own) == truth_said(target);
    if (field.element != Form::Key) return false;
    const NameTable& keys = vocabulary_.keys(field.words);
    return keys.find(own) == keys.find(target);
  }

  void read_split(toml::TableReader& reader, const ListField& field, const toml::Member& separators) {
    std::vector<std::string> texts;
    for (const toml::PlacedText& text : texts_of(separators.value)) {
      if (text.value.empty())
        reader.refuse(text.place, "an empty text parts nothing");
      else
        texts.push_back(text.value);
    }
    if (texts.empty())
      reader.refuse(separators.value.place,
                    fmt::format("`split.{}` is to be a text, or a list of texts", field.name));
    else
      mapping_.split.emplace(field.name, std::move(texts));
    split_places_.emplace(field.name, separators.key_place);
  }

  /// `country_from = ["names.en"]`: what columns of the table call its rows.
  void read_keys(toml::TableReader& reader, const ListField& field) {
    const std::string key = field.name + "_from";
    if (field.element != Form::Key) return;
    keys_of_fields_.push_back(key);
    for (const toml::PlacedText& column : reader.texts(keys_of_fields_.back())) {
      const auto words = words_called(field, column.value);
      if (!words) {
        reader
            .refuse(column.place, fmt::format("the table {} has no column {} of texts",
                                              in_backticks(vocabulary_.table_name(field.words)),
                                              in_backticks(column.value)))
            .with_help(did_you_mean_or_list(column.value, vocabulary_.text_columns(field.words),
                                            "its columns of texts"));
        continue;
      }
      for (const auto& [word, row] : *words) add_key(field, word, row, column.place);
    }
  }

  /// `names.en` is the column `name_en`, and of English else `name`.
  std::optional<std::vector<std::pair<std::string, std::string>>> words_called(
      const ListField& field, const std::string& column) const {
    constexpr std::string_view kNames = "names.";
    if (!column.starts_with(kNames)) return vocabulary_.called(field.words, column);
    const std::string language = column.substr(kNames.size());
    auto words = vocabulary_.called(field.words, "name_" + language);
    return words || language != "en" ? words : vocabulary_.called(field.words, "name");
  }

  /// A key stays what it is, whatever else is called so; a word that two rows have is no word of either.
  void add_key(const ListField& field, const std::string& word, const std::string& key, Span place) {
    if (vocabulary_.keys(field.words).find(word) != NameTable::kAbsentName) return;
    const auto [same, is_new] =
        mapping_.keys[field.name].emplace(as_compared(word), MappedWord{word, key, place, true});
    if (!is_new && same->second.target != key) same->second.target = word;
  }

  void read_record_per(toml::TableReader& reader) {
    const auto per = reader.text("one_record_per");
    if (per && field_called(per->value, per->place) != nullptr) {
      mapping_.one_record_per = per->value;
      if (!mapping_.split.contains(per->value))
        reader
            .refuse(per->place,
                    fmt::format("nothing says what parts the cells of {}", in_backticks(per->value)))
            .with_help(fmt::format("add [{}.split] with `{} = [\"/\"]`", fields_.list, per->value));
    }
    for (const auto& [name, separators] : mapping_.split) {
      const ListField& field = *std::ranges::find(fields_.fields, name, &ListField::name);
      if (field.holds_several() || name == mapping_.one_record_per) continue;
      reader.refuse(split_places_[name], fmt::format("a cell of {} has one value", in_backticks(name)))
          .with_help(fmt::format("for a record for each part write `one_record_per = \"{}\"`", name));
    }
  }

  const ListFields& fields_;
  Vocabulary vocabulary_;
  FileId preset_;  ///< the file of the preset; kNoFile: there is none
  Diagnostics& diagnostics_;
  ListMapping mapping_;
  std::map<std::string, Span> split_places_;
  std::list<std::string> keys_of_fields_;  ///< names that the table's reader keeps as views
};

}  // namespace

ListMapping read_list_mapping(const toml::Member& list, const toml::Table& table, FileId preset,
                              const ListFields& fields, const Program& program, Diagnostics& diagnostics) {
  return MappingReader(fields, program, preset, diagnostics).read(list, table);
}

}  // namespace precept::input
