#include "runtime/read/json/attestations.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/suggest.h"
#include "base/text.h"
#include "runtime/read/json_text.h"
#include "runtime/read/names_alike.h"
#include "runtime/read/placeholders.h"
#include "runtime/read/signing.h"
#include "runtime/read/vocabulary.h"

namespace precept {

namespace {

constexpr std::array<std::string_view, kAttestationFields> kNames = {"judgement", "about",  "value",    "by",
                                                                     "date",      "reason", "signature"};
constexpr AttestationField kRequired[] = {AttestationField::Judgement, AttestationField::Value,
                                          AttestationField::By, AttestationField::Date};
/// Suggestions for a name that is not in the document are looked for in so many rows.
constexpr std::uint32_t kMostCandidates = 10000;

std::size_t index_of(AttestationField field) {
  return static_cast<std::size_t>(field);
}

/// Whether anything is given in it; in a trial what is still to be filled in is.
bool holds_something(const nlohmann::json& json, bool is_trial) {
  if (json.is_object())
    return std::ranges::any_of(json,
                               [is_trial](const auto& member) { return holds_something(member, is_trial); });
  if (!json.is_string()) return !json.is_null();
  const std::string read = without_faults(json.get_ref<const std::string&>());
  return !read.empty() && (is_trial || read != kToBeFilledIn);
}

}  // namespace

const program::Judgement& AttestationReader::judgement(std::uint32_t index) const {
  return Program::in(program_.judgements, program_.units[document_.unit].judgements)[index];
}

std::vector<std::string_view> AttestationReader::judgement_names() const {
  std::vector<std::string_view> names;
  for (const auto& judgement : Program::in(program_.judgements, program_.units[document_.unit].judgements)) {
    names.push_back(program_.text(judgement.name));
  }
  return names;
}

bool AttestationReader::read() {
  if (tokens_.kind() == 'n' && tokens_.scalar() == "null") {
    tokens_.advance();
    return true;
  }
  if (tokens_.kind() != '[') {
    std::size_t begin = tokens_.offset();
    std::string_view token = tokens_.scalar();
    if (!skip_value()) return false;
    mistakes_.report(DiagnosticKind::DocumentType, begin, begin + token.size(),
                     "`attestations` is " + describe_json(token) + "; " + form_rule(program::Form::List, {}));
    return !mistakes_.enough();
  }
  tokens_.advance();
  bool more = tokens_.kind() != ']';
  if (!more) tokens_.advance();
  while (more) {
    if (!read_one() || !separator(']', more)) return false;
  }
  return true;
}

bool AttestationReader::read_one() {
  std::size_t begin = tokens_.offset();
  if (tokens_.kind() != '{') {
    std::string_view token = tokens_.scalar();
    if (!skip_value()) return false;
    mistakes_.report(
        DiagnosticKind::DocumentType, begin, begin + token.size(),
        "an attestation is " + describe_json(token) + "; it is an object with its fields, in braces");
    return !mistakes_.enough();
  }
  ReadAttestation read;
  read.place = mistakes_.span(begin, begin + 1);
  read.attestation.place = static_cast<std::uint32_t>(begin);
  tokens_.advance();
  bool more = tokens_.kind() != '}';
  if (!more) tokens_.advance();
  while (more) {
    if (!read_field(read) || !separator('}', more)) return false;
  }
  if (!check_required(read) || !check_about_form(read)) return false;
  if (read.sound) read_.push_back(std::move(read));
  return true;
}

bool AttestationReader::read_field(ReadAttestation& read) {
  if (tokens_.kind() != '"') return syntax_error("the name of a field");
  Span key = mistakes_.span(tokens_.offset(), tokens_.offset() + tokens_.scalar().size());
  auto name = text();
  if (!name) return false;
  auto found = std::ranges::find(kNames, *name);
  std::string word(*name);
  tokens_.advance();
  if (!colon()) return false;
  if (found == kNames.end()) {
    read.sound = false;
    read.has_unknown_field = true;
    if (!skip_value()) return false;
    std::string help = did_you_mean(word, {kNames.begin(), kNames.end()});
    if (help.empty()) help = "its fields are " + enumerated({kNames.begin(), kNames.end()});
    mistakes_
        .report(DiagnosticKind::DocumentField, key.begin, key.end,
                "an attestation has no field " + in_backticks(word))
        .with_help(std::move(help));
    return !mistakes_.enough();
  }
  auto field = static_cast<AttestationField>(found - kNames.begin());
  Span& first = read.keys[index_of(field)];
  if (first.has_place()) {
    read.sound = false;
    if (!skip_value()) return false;
    mistakes_
        .report(DiagnosticKind::DocumentDuplicateKey, key.begin, key.end,
                in_backticks(word) + " is given twice")
        .label(first, "first given here");
    return !mistakes_.enough();
  }
  first = key;
  return read_value(read, field);
}

bool AttestationReader::read_value(ReadAttestation& read, AttestationField field) {
  std::string_view token = tokens_.scalar();
  if (token == "null") {
    tokens_.advance();
    return true;
  }
  Span place = mistakes_.span(tokens_.offset(), tokens_.offset() + token.size());
  bool is_truth = token == "true" || token == "false";
  if (is_truth != (field == AttestationField::Value) || (!is_truth && tokens_.kind() != '"')) {
    read.sound = false;
    read.fields[index_of(field)] = place;
    return wrong_type(field);
  }
  read.fields[index_of(field)] = place;
  if (is_truth) {
    read.attestation.value = token == "true";
  } else {
    auto seen = seen_text();
    if (!seen) return false;
    read.sound &= seen->is_sound;
    if (seen->is_sound && !set_text(read, field, seen->text)) return false;
  }
  tokens_.advance();
  return true;
}

bool AttestationReader::set_text(ReadAttestation& read, AttestationField field, std::string_view text) {
  Span place = read.fields[index_of(field)];
  switch (field) {
    case AttestationField::Judgement: {
      auto names = judgement_names();
      auto found = std::ranges::find(names, text);
      read.attestation.judgement = static_cast<std::uint32_t>(found - names.begin());
      if (found != names.end()) return true;
      read.sound = false;
      std::string help = did_you_mean(text, names);
      if (help.empty() && !names.empty()) help = "the policy asks for " + enumerated(names);
      mistakes_
          .report(DiagnosticKind::AttestationJudgement, place.begin, place.end,
                  "the policy has no judgement " + in_backticks(text))
          .with_help(std::move(help));
      return !mistakes_.enough();
    }
    case AttestationField::About:
      read.attestation.about = document_.texts.intern(text);
      return true;
    case AttestationField::By:
      read.attestation.by = text;
      return true;
    case AttestationField::Reason:
      read.attestation.reason = text;
      return true;
    case AttestationField::Signature:
      read.signature = text;
      return true;
    case AttestationField::Date:
      if (auto day = parse_date(text)) {
        read.attestation.date = *day;
        return true;
      }
      read.sound = false;
      mistakes_
          .report(DiagnosticKind::DocumentDate, place.begin, place.end,
                  in_backticks(text) + " is no day of the calendar")
          .with_help(date_help(text));
      return !mistakes_.enough();
    case AttestationField::Value:
      break;
  }
  return true;
}

bool AttestationReader::wrong_type(AttestationField field) {
  std::size_t begin = tokens_.offset();
  std::string_view token = tokens_.scalar();
  if (!skip_value()) return false;
  auto form = field == AttestationField::Value  ? program::Form::Truth
              : field == AttestationField::Date ? program::Form::Date
                                                : program::Form::Text;
  mistakes_
      .report(
          DiagnosticKind::DocumentType, begin, begin + token.size(),
          in_backticks(kNames[index_of(field)]) + " is " + describe_json(token) + "; " + form_rule(form, {}))
      .with_help(form_help(form, token));
  return !mistakes_.enough();
}

/// An attestation must have `judgement`, `value`, `by` and `date`.
bool AttestationReader::check_required(ReadAttestation& read) {
  std::vector<std::string_view> absent;
  for (AttestationField field : kRequired) {
    if (!read.fields[index_of(field)].has_place()) absent.push_back(kNames[index_of(field)]);
  }
  Span by = read.fields[index_of(AttestationField::By)];
  if (absent.empty() && (!read.sound || !read.attestation.by.empty())) return true;
  // The missing field is most likely the unknown one, misspelt; that has been reported.
  if (read.has_unknown_field) return true;
  read.sound = false;
  if (!absent.empty()) {
    mistakes_.report(DiagnosticKind::AttestationIncomplete, read.place.begin, read.place.end,
                     "this attestation lacks " + enumerated(absent));
  } else {
    mistakes_.report(DiagnosticKind::AttestationIncomplete, by.begin, by.end,
                     "`by` is empty; it names the person who attests");
  }
  return !mistakes_.enough();
}

/// "`/attendance`"; of a judgement that can be about several lists "`/members` or `/guests`".
std::string AttestationReader::places_of(std::uint32_t index) const {
  std::string places;
  for (std::uint32_t same : same_judgements(index)) {
    const program::Unit& unit = program_.units[document_.unit];
    const program::Judgement& judged = judgement(same);
    std::string_view path = program_.text(Program::in(program_.levels, unit.levels)[judged.level].path);
    if (judged.level == 0) {
      // A record of the document, not an element of a list: the path leads to its name.
      path = program_.text(Program::in(program_.columns, unit.columns)[judged.about_column].path);
      path = path.substr(0, path.rfind('/'));
    }
    if (!places.empty()) places += " or ";
    places += in_backticks(path);
  }
  return places;
}

/// `: /items has 1 element`, for each list directly in the document that the judgement can be about.
std::string AttestationReader::lengths_of(std::uint32_t index) const {
  std::string lengths;
  for (std::uint32_t same : same_judgements(index)) {
    const program::Unit& unit = program_.units[document_.unit];
    const program::Judgement& judged = judgement(same);
    std::string_view path = program_.text(Program::in(program_.levels, unit.levels)[judged.level].path);
    if (judged.level == 0 || path.rfind('/') != 0) continue;
    std::size_t rows = document_.rows(judged.level);
    lengths += (lengths.empty() ? ": " : ", ") + in_backticks(path) + " has " + std::to_string(rows) +
               (rows == 1 ? " element" : " elements");
  }
  return lengths;
}

/// The entries of one judgement: it has one for each list and record that it can be about.
std::vector<std::uint32_t> AttestationReader::same_judgements(std::uint32_t index) const {
  auto all = Program::in(program_.judgements, program_.units[document_.unit].judgements);
  std::vector<std::uint32_t> result;
  for (std::uint32_t other = 0; other < all.size(); ++other) {
    if (program_.text(all[other].name) == program_.text(all[index].name)) result.push_back(other);
  }
  return result;
}

/// An attestation has `about` unless its judgement is about the document.
bool AttestationReader::check_about_form(ReadAttestation& read) {
  if (!read.sound) return true;
  const program::Judgement& judged = judgement(read.attestation.judgement);
  std::string name = in_backticks(program_.text(judged.name));
  bool of_document = judged.level == kAbsent || judged.about_column == kAbsent;
  Span about = read.fields[index_of(AttestationField::About)];
  if (of_document != about.has_place()) return true;
  read.sound = false;
  if (of_document) {
    mistakes_.report(DiagnosticKind::AttestationAbout, about.begin, about.end,
                     name + " is a judgement about the document; it is attested without `about`");
  } else {
    mistakes_
        .report(DiagnosticKind::AttestationAbout, read.place.begin, read.place.end,
                "this attestation does not say whom it is about; " + name + " is asked about each of " +
                    places_of(read.attestation.judgement))
        .with_help("add `about` with the name");
  }
  return !mistakes_.enough();
}

/// Whether names can be looked up. An element that is no object, a mistake that was reported, has none.
bool AttestationReader::has_all_names() const {
  const program::Unit& unit = program_.units[document_.unit];
  auto columns = Program::in(program_.columns, unit.columns);
  return std::ranges::all_of(Program::in(program_.judgements, unit.judgements), [&](const auto& judged) {
    if (judged.about_column == kAbsent) return true;
    const std::size_t width = columns[judged.about_column].width;
    return document_.columns[judged.about_column].codes.size() >= width * document_.rows(judged.level);
  });
}

bool AttestationReader::check(std::string_view text, const DocumentDates& dates) {
  if (read_.empty() || !has_all_names()) return true;
  text_ = text;
  subjects_.emplace(program_, document_);
  for (ReadAttestation& read : read_) {
    if (!find_whom(read) || !check_by(read)) return false;
  }
  // An attestation about nobody or about several has been reported, and has no row to compare.
  std::erase_if(read_, [](const ReadAttestation& read) { return !read.sound; });
  leave_out_untrusted();
  if (!check_contradictions()) return false;
  warn_of_subjects();
  warn_of_dates(dates);
  for (const ReadAttestation& read : read_) document_.attestations.push_back(read.attestation);
  return true;
}

/// Finds the one thing that the attestation's name or pointer means, or reports a mistake.
bool AttestationReader::find_whom(ReadAttestation& read) {
  if (read.attestation.about == kNone) return true;
  std::string_view about = document_.texts.text(read.attestation.about);
  if (about.empty()) {
    read.sound = false;
    return about_blank(read);
  }
  std::vector<JudgementSubjects::Target> found = subjects_->find(read.attestation.judgement, about);
  if (found.size() == 1 && about.starts_with('/') && !is_there(about)) {
    read.sound = false;
    return about_nothing(read, about);
  }
  read.sound = found.size() == 1;
  if (found.empty()) return about_nobody(read, about);
  if (found.size() > 1) return about_several(read, about, found);
  read.attestation.judgement = found.front().judgement;
  read.attestation.row = found.front().row;
  return true;
}

/// Elements of lists are there by their rows. A record that is absent, null or empty is none that anybody can
/// judge.
bool AttestationReader::is_there(std::string_view pointer) {
  if (!json_) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    std::string_view text = text_;
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    json_ = nlohmann::json::parse(text, nullptr, false);
  }
  const nlohmann::json* at = &*json_;
  bool is_element = false;
  while (!pointer.empty()) {
    const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    const std::string part(pointer.substr(1, end - 1));
    pointer.remove_prefix(end);
    is_element = at->is_array();
    if (is_element) {
      std::size_t row = 0;
      std::from_chars(part.data(), part.data() + part.size(), row);
      if (row >= at->size()) return false;
      at = &(*at)[row];
    } else {
      const auto field = at->is_object() ? at->find(part) : at->end();
      if (!at->is_object() || field == at->end()) return false;
      at = &*field;
    }
  }
  return at->is_object() && (is_element || holds_something(*at, trust_.is_trial));
}

/// Where a name of the document is blank too, that is the mistake, and was told.
bool AttestationReader::about_blank(const ReadAttestation& read) {
  if (mistakes_.has(DiagnosticKind::BlankText)) return true;
  Span place = read.fields[index_of(AttestationField::About)];
  mistakes_
      .report(DiagnosticKind::AttestationAbout, place.begin, place.end,
              "`about` is a text with nothing in it; it says whom the attestation is about")
      .with_help("write the name, or the pointer to what has none");
  return !mistakes_.enough();
}

bool AttestationReader::about_nothing(const ReadAttestation& read, std::string_view pointer) {
  Span place = read.fields[index_of(AttestationField::About)];
  mistakes_
      .report(DiagnosticKind::AttestationAbout, place.begin, place.end,
              "the document has nothing at " + in_backticks(pointer) + " that could be judged")
      .with_help("write into the document first what the attestation is about; an empty record is nothing");
  return !mistakes_.enough();
}

bool AttestationReader::about_nobody(const ReadAttestation& read, std::string_view about) {
  std::vector<std::string_view> names;
  std::string same_look;
  for (std::uint32_t same : same_judgements(read.attestation.judgement)) {
    const program::Judgement& judged = judgement(same);
    for (std::uint32_t row = 0; row < std::min(document_.rows(judged.level), kMostCandidates); ++row) {
      std::int32_t code = document_.code(program_, judged.about_column, row);
      if (code < 0) continue;
      names.push_back(document_.texts.text(code));
      if (look_alike(names.back(), about)) same_look = names.back();
    }
  }
  Span place = read.fields[index_of(AttestationField::About)];
  if (about.starts_with('/')) {
    mistakes_.report(DiagnosticKind::AttestationAbout, place.begin, place.end,
                     "there is no " + in_backticks(about) + lengths_of(read.attestation.judgement));
    return !mistakes_.enough();
  }
  auto& mistake = mistakes_.report(
      DiagnosticKind::AttestationAbout, place.begin, place.end,
      "nobody in " + places_of(read.attestation.judgement) + " is named " + in_backticks(about));
  if (same_look.empty()) {
    mistake.help = did_you_mean(about, names);
  } else {
    mistake.help = "`" + same_look + "` looks like it, and is written with other letters";
  }
  return !mistakes_.enough();
}

bool AttestationReader::about_several(const ReadAttestation& read, std::string_view about,
                                      const std::vector<JudgementSubjects::Target>& found) {
  Span place = read.fields[index_of(AttestationField::About)];
  std::vector<std::string> pointers;
  for (const JudgementSubjects::Target& target : found) pointers.push_back(subjects_->pointer(target));
  bool is_all = found.size() < JudgementSubjects::kMostFound;
  std::string several = is_all ? enumerated({pointers.begin(), pointers.end()})
                               : enumerated({pointers.begin(), pointers.end() - 1}) + " and others";
  auto& mistake = mistakes_.report(DiagnosticKind::AttestationAmbiguous, place.begin, place.end,
                                   "several are called " + in_backticks(about) + ": " + several);
  for (const JudgementSubjects::Target& target : found) {
    std::uint32_t at = subjects_->place(target);
    if (at != 0) mistake.label(mistakes_.span(at, at + 1), "`" + subjects_->pointer(target) + "`");
  }
  mistake.with_help("an attestation is about one of them: write its pointer, such as \"about\": \"" +
                    pointers.front() + "\"");
  return !mistakes_.enough();
}

/// Reports an attestation by nobody.
bool AttestationReader::check_by(const ReadAttestation& read) {
  if (trust_.is_trial || !is_placeholder(read.attestation.by)) return true;
  Span by = read.fields[index_of(AttestationField::By)];
  mistakes_
      .report(DiagnosticKind::AttestationByNobody, by.begin, by.end,
              in_backticks(read.attestation.by) + " names nobody; an attestation is by a person or a body")
      .with_help("write who attests, with a whole name: \"chair of SG12\"");
  return !mistakes_.enough();
}

/// Drops attestations by people whose attestations do not count, with a warning.
void AttestationReader::leave_out_untrusted() {
  if (trust_.attesters.empty()) return;
  std::erase_if(read_, [&](const ReadAttestation& read) { return !is_trusted(read); });
}

bool AttestationReader::is_trusted(const ReadAttestation& read) {
  const Attestation& made = read.attestation;
  if (trust_.is_trial && is_placeholder(made.by)) return true;
  std::string_view role = program_.text(judgement(made.judgement).by);
  std::vector<const TrustedAttester*> those;
  bool is_named = false;  // a line for this role goes before a line for all judgements
  for (const TrustedAttester& attester : trust_.attesters) {
    bool is_of_role = !attester.role.empty();
    if (attester.name != made.by || (is_of_role && attester.role != role)) continue;
    if (is_of_role && !is_named) those.clear(), is_named = true;
    if (is_of_role == is_named) those.push_back(&attester);
  }
  if (those.empty()) {
    std::string whose = role.empty() ? "" : "; it is answered by " + std::string(role);
    not_trusted(read,
                "is not among those whose attestations of `" +
                    std::string(program_.text(judgement(made.judgement).name)) + "` count" + whose,
                trust_.attesters.front().declared_in + " begins to say who is");
    return false;
  }
  if (std::ranges::any_of(those, [](const TrustedAttester* each) { return each->key.empty(); })) return true;
  if (read.signature.empty()) {
    not_trusted(read, "has not signed this attestation",
                those.front()->declared_in + " asks for the signature");
    return false;
  }
  if (identity_.empty()) identity_ = document_identity(text_);
  WrittenAttestation written{.judgement = std::string(program_.text(judgement(made.judgement).name)),
                             .about = made.about < 0 ? "" : std::string(document_.texts.text(made.about)),
                             .by = made.by,
                             .date = format_date(made.date),
                             .reason = made.reason,
                             .value = made.value};
  bool is_signed = std::ranges::any_of(those, [&](const TrustedAttester* each) {
    return is_signed_by(written, identity_, read.signature, each->key);
  });
  if (!is_signed) {
    not_trusted(read, "has not signed this attestation of this document: the signature is not by the key",
                "the document, the attestation or the key is another than it was when it was signed; " +
                    those.front()->declared_in + " names the key");
  }
  return is_signed;
}

void AttestationReader::not_trusted(const ReadAttestation& read, std::string why, std::string help) {
  Span by = read.fields[index_of(AttestationField::By)];
  mistakes_
      .warn(DiagnosticKind::AttestationNotTrusted, by.begin, by.end,
            in_backticks(read.attestation.by) + " " + std::move(why) + "; it does not count")
      .with_help(std::move(help));
}

/// Warns of people who attest about themselves. Such attestations count.
void AttestationReader::warn_of_subjects() {
  for (const ReadAttestation& read : read_) {
    const program::Judgement& judged = judgement(read.attestation.judgement);
    if (judged.about_column == kAbsent) continue;
    std::int32_t code = document_.code(program_, judged.about_column, read.attestation.row);
    if (code < 0 || !look_alike(document_.texts.text(code), read.attestation.by)) continue;
    Span by = read.fields[index_of(AttestationField::By)];
    mistakes_
        .warn(DiagnosticKind::AttestationBySubject, by.begin, by.end,
              in_backticks(read.attestation.by) + " attests about " +
                  in_backticks(document_.texts.text(code)) + ", which is the same name")
        .with_help("it counts; a judgement is better made by somebody else");
  }
}

/// Warns of attestations later than today, or earlier than every date in the document.
void AttestationReader::warn_of_dates(const DocumentDates& dates) {
  constexpr Day kYear = 366;
  for (const ReadAttestation& read : read_) {
    Day day = read.attestation.date;
    std::string why;
    if (trust_.today != kNoDay && day > trust_.today) {
      why = "is after today, " + format_date(trust_.today);
    } else if (dates.earliest != kNoDay ? day < dates.earliest && (dates.own == kNoDay || day < dates.own)
                                        : dates.own != kNoDay && day < dates.own - kYear) {
      bool is_own = dates.earliest == kNoDay || (dates.own != kNoDay && dates.own < dates.earliest);
      why = "is before anything that the document speaks of, which begins on " +
            format_date(is_own ? dates.own : dates.earliest);
    }
    if (why.empty()) continue;
    Span place = read.fields[index_of(AttestationField::Date)];
    mistakes_
        .warn(DiagnosticKind::AttestationDate, place.begin, place.end,
              "the day of this attestation, " + format_date(day) + ", " + why)
        .with_help("write the day on which it was attested");
  }
}

bool AttestationReader::check_contradictions() {
  std::map<std::pair<std::uint32_t, std::uint32_t>, const ReadAttestation*> first;
  for (const ReadAttestation& read : read_) {
    auto [found, is_new] = first.try_emplace({read.attestation.judgement, read.attestation.row}, &read);
    if (is_new || found->second->attestation.value == read.attestation.value) continue;
    Span now = read.fields[index_of(AttestationField::Value)];
    mistakes_
        .report(DiagnosticKind::AttestationContradiction, now.begin, now.end,
                "this attestation contradicts an earlier one about the same")
        .label(found->second->fields[index_of(AttestationField::Value)],
               "attested here by " + found->second->attestation.by);
    if (mistakes_.enough()) return false;
  }
  return true;
}

}  // namespace precept
