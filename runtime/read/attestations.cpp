#include "runtime/read/attestations.h"

#include <algorithm>
#include <array>

#include "runtime/read/json_text.h"
#include "runtime/read/vocabulary.h"

namespace precept {

namespace {

constexpr std::array<std::string_view, kAttestationFields> kNames = {"judgement", "about", "value",
                                                                     "by",        "date",  "reason"};
constexpr AttestationField kRequired[] = {AttestationField::Judgement, AttestationField::Value,
                                          AttestationField::By, AttestationField::Date};
/// Names offered for one that is not in the document come from at most so many rows.
constexpr std::uint32_t kMostCandidates = 10000;

std::size_t index_of(AttestationField field) {
  return static_cast<std::size_t>(field);
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\n\r") == std::string_view::npos;
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
    auto text = this->text();
    if (!text || !set_text(read, field, *text)) return false;
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
    case AttestationField::Date:
      if (auto day = parse_date(text)) {
        read.attestation.date = *day;
        return true;
      }
      read.sound = false;
      mistakes_
          .report(DiagnosticKind::DocumentDate, place.begin, place.end,
                  in_backticks(text) + " is no day of the calendar")
          .with_help("a date is written year, month, day: 2022-03-09");
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

/// An attestation says what, yes or no, and who says so when: without one of these it is none.
bool AttestationReader::check_required(ReadAttestation& read) {
  std::vector<std::string_view> absent;
  for (AttestationField field : kRequired) {
    if (!read.fields[index_of(field)].has_place()) absent.push_back(kNames[index_of(field)]);
  }
  Span by = read.fields[index_of(AttestationField::By)];
  if (absent.empty() && (!read.sound || !is_blank(read.attestation.by))) return true;
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
      // A record of the document, not a list: where its name stands.
      path = program_.text(Program::in(program_.columns, unit.columns)[judged.about_column].path);
      path = path.substr(0, path.rfind('/'));
    }
    if (!places.empty()) places += " or ";
    places += in_backticks(path);
  }
  return places;
}

/// One judgement has an entry for each list that it can be about.
std::vector<std::uint32_t> AttestationReader::same_judgements(std::uint32_t index) const {
  auto all = Program::in(program_.judgements, program_.units[document_.unit].judgements);
  std::vector<std::uint32_t> result;
  for (std::uint32_t other = 0; other < all.size(); ++other) {
    if (program_.text(all[other].name) == program_.text(all[index].name)) result.push_back(other);
  }
  return result;
}

/// Whether it is about somebody exactly where its judgement is.
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

bool AttestationReader::check() {
  for (const ReadAttestation& read : read_) {
    if (!check_about(read)) return false;
  }
  if (!check_contradictions()) return false;
  for (ReadAttestation& read : read_) {
    for (std::uint32_t same : same_judgements(read.attestation.judgement)) {
      document_.attestations.push_back(read.attestation);
      document_.attestations.back().judgement = same;
    }
  }
  return true;
}

bool AttestationReader::is_in_column(std::uint32_t column, std::uint32_t rows, std::int32_t code) {
  auto [place, is_new] = codes_.try_emplace(column);
  std::vector<std::int32_t>& codes = place->second;
  if (is_new) {
    for (std::uint32_t row = 0; row < rows; ++row) codes.push_back(document_.code(program_, column, row));
    std::ranges::sort(codes);
  }
  return std::ranges::binary_search(codes, code);
}

bool AttestationReader::check_about(const ReadAttestation& read) {
  if (read.attestation.about == kNone) return true;
  std::vector<std::string_view> names;
  for (std::uint32_t same : same_judgements(read.attestation.judgement)) {
    const program::Judgement& judged = judgement(same);
    std::uint32_t rows = document_.rows(judged.level);
    if (is_in_column(judged.about_column, rows, read.attestation.about)) return true;
    for (std::uint32_t row = 0; row < std::min(rows, kMostCandidates); ++row) {
      std::int32_t code = document_.code(program_, judged.about_column, row);
      if (code >= 0) names.push_back(document_.texts.text(code));
    }
  }
  std::string_view about = document_.texts.text(read.attestation.about);
  Span place = read.fields[index_of(AttestationField::About)];
  mistakes_
      .report(DiagnosticKind::AttestationAbout, place.begin, place.end,
              "nobody in " + places_of(read.attestation.judgement) + " is named " + in_backticks(about))
      .with_help(did_you_mean(about, names));
  return !mistakes_.enough();
}

bool AttestationReader::check_contradictions() {
  std::map<std::pair<std::uint32_t, std::int32_t>, const ReadAttestation*> first;
  for (const ReadAttestation& read : read_) {
    auto [found, is_new] = first.try_emplace({read.attestation.judgement, read.attestation.about}, &read);
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
