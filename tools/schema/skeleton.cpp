#include "tools/schema/skeleton.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "runtime/read/mistakes.h"
#include "runtime/read/trust.h"

namespace precept::tools {

namespace {

using program::Form;
using OrderedJson = nlohmann::ordered_json;

constexpr const char* kOpen = "?";

/// A field to be filled in.
struct Blank {
  std::string name;
  std::vector<std::string> notes;  ///< comments, a line each
  Form form = Form::Text;          ///< of an element, where it is a list
  bool is_list = false;            ///< of values or of objects
  std::string hint;                ///< what stands behind `?` where there are no comments
  std::vector<Blank> fields;       ///< of an object
};

// ---- what is to be filled in -----------------------------------------------------------------------------

class Blanks {
 public:
  explicit Blanks(const KindShape& kind) : program_(*kind.program) {
    for (const FieldShape& shape : shape_of(program_, kind.unit)) all_.push_back(blank(shape));
    add_attestations(judgements_of(program_, kind.unit));
  }

  std::vector<Blank> all() && { return std::move(all_); }

 private:
  Blank blank(const FieldShape& shape) const {
    Blank blank{.name = shape.name, .form = shape.form(), .is_list = shape.is_list()};
    blank.notes.push_back(shape.type + optional(shape));
    add_words(shape, blank);
    for (const std::string& clause : shape.violated_by)
      blank.notes.push_back(fmt::format("without it {} is violated", clause));
    for (const FieldShape& inner : shape.fields) blank.fields.push_back(this->blank(inner));
    if (shape.is_optional()) blank.hint += "; or leave it out";
    return blank;
  }

  static std::string optional(const FieldShape& shape) {
    if (!shape.is_optional()) return {};
    return shape.left_out == "none" ? "; optional: where there is none, leave it out"
                                    : fmt::format("; optional: {} where it is left out", shape.left_out);
  }

  void add_words(const FieldShape& shape, Blank& blank) const {
    switch (blank.form) {
      case Form::Enum:
      case Form::Set: {
        const auto words = members_of(program_, shape.field->id);
        blank.notes.push_back((blank.form == Form::Set || blank.is_list ? "any of " : "one of ") +
                              listed(words, words.size(), true));
        blank.hint = listed(words, words.size(), false);
        break;
      }
      case Form::Key: {
        const auto words = keys_of(program_, shape.field->id);
        const program::Table& table = program_.tables[shape.field->id];
        blank.notes.push_back(fmt::format("a key of {}, such as {}", program_.text(table.path),
                                          listed(words, kExamples, true)));
        blank.hint = fmt::format("a key of {}", program_.text(table.path));
        break;
      }
      case Form::Date:
        blank.hint = "year-month-day";
        break;
      case Form::Truth:
        blank.hint = "true or false";
        break;
      case Form::Int:
        blank.hint = "a whole number";
        break;
      case Form::Number:
        blank.hint = "a number";
        break;
      case Form::Duration:
        blank.hint = "a number of days";
        blank.notes.front() += ", in days";
        break;
      case Form::Months:
        blank.hint = "a number of months";
        blank.notes.front() += ", in months";
        break;
      case Form::Moment:
        blank.hint = "a date and time with its offset, YYYY-MM-DDThh:mm:ss+hh:mm";
        break;
      case Form::Hours:
        blank.hint = "a length of time, such as PT24H or PT1H30M";
        break;
      case Form::Text:
      case Form::Object:
      case Form::List:
        break;
    }
  }

  static std::string listed(const std::vector<KnownWord>& words, std::size_t most, bool with_labels) {
    std::string text;
    for (std::size_t i = 0; i < std::min(most, words.size()); ++i) {
      text += (i == 0 ? "" : ", ") + words[i].word;
      if (with_labels && !words[i].label.empty()) text += fmt::format(" ({})", words[i].label);
    }
    return text;
  }

  /// What nobody knows is attested, so a skeleton has an attestation; and of a kind that has nothing but
  /// texts it is what keeps the skeleton from being checked.
  void add_attestations(const std::vector<JudgementShape>& judgements) {
    if (judgements.empty() && is_refused(all_)) return;
    Blank& attestations =
        all_.emplace_back(Blank{.name = "attestations", .form = Form::Object, .is_list = true});
    if (judgements.empty()) {
      attestations.form = Form::Enum;
      attestations.notes = {"nothing is attested of this kind: take this out"};
      attestations.hint = "take this out";
      return;
    }
    attestations.notes = {"what somebody answers for; optional: where nobody does, leave it out"};
    std::string names, about;
    for (const JudgementShape& one : judgements) {
      names += (names.empty() ? "" : ", ") + one.name;
      if (one.is_about_somebody) about += (about.empty() ? "" : ", ") + one.name;
    }
    auto add = [&](const char* name, Form form, std::string note) {
      attestations.fields.push_back({.name = name, .notes = {note}, .form = form, .hint = std::move(note)});
    };
    add("judgement", Form::Enum, "one of " + names);
    if (!about.empty()) add("about", Form::Text, "the name of whom it is about; only of " + about);
    add("value", Form::Truth, "true or false");
    add("by", Form::Enum, "who answers for it, by name");
    add("date", Form::Date, "the day, year-month-day");
    add("reason", Form::Text, "text; optional");
  }

  /// Whether something that stands there unfilled is no value at all.
  static bool is_refused(const std::vector<Blank>& blanks) {
    return std::ranges::any_of(blanks, [](const Blank& blank) {
      if (blank.form == Form::Object) return is_refused(blank.fields);
      return blank.form != Form::Text || blank.is_list || blank.name == "name";
    });
  }

  static constexpr std::size_t kExamples = 2;

  const Program& program_;
  std::vector<Blank> all_;
};

// ---- written -------------------------------------------------------------------------------------------

class Yaml {
 public:
  void head(const KindShape& kind) {
    const Program& program = *kind.program;
    comment(fmt::format(
                "{}, for the policy {}{}.", with_article(kind.name()), program.text(program.head().name),
                program.head().title.count == 0 ? std::string()
                                                : fmt::format(" ({})", program.text(program.head().title))),
            0);
    comment(
        "Fill in what has a \"?\" or is to be filled in. What is not known is left out: then it is open, and "
        "the check asks for it. As long as a \"?\" is left, nothing is checked.",
        0);
  }

  void field(const Blank& blank, std::size_t depth) {
    for (const std::string& note : blank.notes) comment(note, depth);
    write(depth, blank.name + ":");
    if (blank.form != Form::Object) {
      const std::size_t brackets = (blank.is_list ? 1u : 0u) + (blank.form == Form::Set ? 1u : 0u);
      text_ += " " + std::string(brackets, '[') + value(blank) + std::string(brackets, ']') + "\n";
      return;
    }
    text_ += '\n';
    for (std::size_t i = 0; i < blank.fields.size(); ++i) {
      starts_item_ = blank.is_list && i == 0;
      field(blank.fields[i], depth + (blank.is_list ? 2 : 1));
    }
  }

  void line(const std::string& text) { write(0, text + "\n"); }
  std::string text() && { return std::move(text_); }

 private:
  static constexpr std::size_t kWidth = 100, kStep = 2;

  static std::string value(const Blank& blank) {
    return blank.form == Form::Text ? kToBeFilledIn : fmt::format("\"{}\"", kOpen);
  }

  void write(std::size_t depth, const std::string& text) {
    std::string indent(depth * kStep, ' ');
    if (starts_item_) indent.replace(indent.size() - kStep, 1, "-");
    starts_item_ = false;
    text_ += indent + text;
  }

  /// A comment, folded at blanks. It never begins an item of a list.
  void comment(const std::string& text, std::size_t depth) {
    const std::string indent(depth * kStep, ' ');
    std::string_view rest(text);
    const char* sign = "# ";
    while (!rest.empty()) {
      const std::size_t room = kWidth - std::min(indent.size(), kWidth / 2);
      std::size_t end = rest.size() <= room ? rest.size() : rest.rfind(' ', room);
      if (end == std::string_view::npos) end = std::min(rest.find(' '), rest.size());
      text_ += indent + sign + std::string(rest.substr(0, end)) + "\n";
      rest.remove_prefix(std::min(end + 1, rest.size()));
      sign = "#   ";
    }
  }

  std::string text_;
  bool starts_item_ = false;
};

OrderedJson object(const std::vector<Blank>& blanks);

OrderedJson value(const Blank& blank) {
  OrderedJson one = blank.form == Form::Object ? object(blank.fields)
                    : blank.form == Form::Text
                        ? OrderedJson(kToBeFilledIn)
                        : OrderedJson(blank.hint.empty() ? kOpen : fmt::format("? {}", blank.hint));
  if (blank.form == Form::Set) one = OrderedJson::array({one});
  return blank.is_list ? OrderedJson::array({one}) : one;
}

OrderedJson object(const std::vector<Blank>& blanks) {
  OrderedJson json = OrderedJson::object();
  for (const Blank& blank : blanks) json[blank.name] = value(blank);
  return json;
}

}  // namespace

std::string skeleton_yaml(const KindShape& kind) {
  Yaml yaml;
  yaml.head(kind);
  yaml.line("kind: " + kind.name());
  for (const Blank& blank : Blanks(kind).all()) yaml.field(blank, 0);
  return std::move(yaml).text();
}

std::string skeleton_json(const KindShape& kind) {
  OrderedJson json = {{"kind", kind.name()}};
  json.update(object(Blanks(kind).all()));
  return json.dump(2) + "\n";
}

}  // namespace precept::tools
