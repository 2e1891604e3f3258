#include "runtime/program/kinds.h"

namespace precept {

const char* to_string(Right right) {
  switch (right) {
    case Right::Silent:
      return "silent";
    case Right::Permitted:
      return "permitted";
    case Right::Discouraged:
      return "discouraged";
    case Right::Forbidden:
      return "forbidden";
    case Right::Undetermined:
      return "undetermined";
  }
  return "";
}

const char* to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::NotApplicable:
      return "not-applicable";
    case Outcome::Satisfied:
      return "satisfied";
    case Outcome::Violated:
      return "violated";
    case Outcome::Undetermined:
      return "undetermined";
  }
  return "";
}

const char* to_string(Level level) {
  switch (level) {
    case Level::Error:
      return "error";
    case Level::Warning:
      return "warning";
    case Level::Note:
      return "note";
  }
  return "";
}

const char* to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::Compliant:
      return "compliant";
    case Verdict::NonCompliant:
      return "non-compliant";
    case Verdict::Undetermined:
      return "undetermined";
  }
  return "";
}

const char* outcome_label(Outcome outcome) {
  return outcome == Outcome::NotApplicable ? "not applicable" : to_string(outcome);
}

const char* modal_verb(Level level) {
  switch (level) {
    case Level::Error:
      return "shall";
    case Level::Warning:
      return "should";
    case Level::Note:
      return "encourage";
  }
  return "";
}

const char* to_string(Modality modality) {
  switch (modality) {
    case Modality::Shall:
      return "shall ensure";
    case Modality::Should:
      return "should ensure";
    case Modality::Encourage:
      return "encourage";
    case Modality::May:
      return "may";
    case Modality::ShallNot:
      return "shall not";
    case Modality::ShouldNot:
      return "should not";
  }
  return "";
}

const char* to_string(PartRole role) {
  switch (role) {
    case PartRole::Applies:
      return "applies when";
    case PartRole::When:
      return "when";
    case PartRole::Unless:
      return "unless";
    case PartRole::Ensures:
      return "ensure";
    case PartRole::Defeater:
      return "however";
  }
  return "";
}

Level level_of(Modality modality) {
  switch (modality) {
    case Modality::Shall:
    case Modality::ShallNot:
      return Level::Error;
    case Modality::Should:
    case Modality::ShouldNot:
      return Level::Warning;
    case Modality::Encourage:
    case Modality::May:
      return Level::Note;
  }
  return Level::Note;
}

}  // namespace precept
