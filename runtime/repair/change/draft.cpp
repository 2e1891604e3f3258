#include "runtime/repair/change/draft.h"

#include <algorithm>
#include <charconv>

#include "base/date.h"
#include "runtime/edit/json_edit.h"

namespace precept {

using json_edit::Json;

namespace {

/// The day of an attestation in a document without a date.
constexpr const char* kSomeDay = "2000-01-01";

Json parsed(const std::string& value) {
  return Json::parse(value, nullptr, false);
}

bool is_below(std::string_view pointer, std::string_view above) {
  return pointer.size() > above.size() && pointer.starts_with(above) && pointer[above.size()] == '/';
}

std::vector<std::string_view> split(std::string_view pointer) {
  std::vector<std::string_view> parts;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    std::size_t length = std::min(pointer.find('/'), pointer.size());
    parts.push_back(pointer.substr(0, length));
    pointer.remove_prefix(length);
  }
  return parts;
}

std::optional<std::size_t> number(std::string_view word) {
  std::size_t value = 0;
  auto read = std::from_chars(word.data(), word.data() + word.size(), value);
  if (word.empty() || read.ptr != word.data() + word.size()) return std::nullopt;
  return value;
}

/// Whether one value is removed before the other: a later element before an earlier one, an inner value
/// before the value around it.
bool goes_first(const std::string& left, const std::string& right) {
  auto a = split(left), b = split(right);
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (a[i] == b[i]) continue;
    auto x = number(a[i]), y = number(b[i]);
    return x && y ? *x > *y : a[i] > b[i];
  }
  return a.size() > b.size();
}

/// Makes changes and, if wanted, records them as operations of a patch.
class Editor {
 public:
  Editor(Json& document, Json* operations) : document_(document), operations_(operations) {}

  void put(const std::string& pointer, const Json& value) {
    write_put(pointer, value);
    json_edit::put(document_, pointer, value);
  }

  void append(const std::string& list, const Json& value) {
    const Json* found = json_edit::find(document_, list);
    if (found == nullptr || !found->is_array()) return put(list, Json::array({value}));
    write("add", list + "/-", &value);
    json_edit::put(document_, list + "/-", value);
  }

  void take(const std::string& pointer) {
    if (json_edit::find(document_, pointer) == nullptr) return;
    write("remove", pointer, nullptr);
    json_edit::take(document_, pointer);
  }

 private:
  /// Records an operation that puts the value, together with objects around it that are absent or null.
  void write_put(const std::string& pointer, const Json& value) {
    if (operations_ == nullptr) return;
    std::string at = pointer;
    Json whole = value;
    while (true) {
      std::size_t slash = at.rfind('/');
      const Json* around = json_edit::find(document_, at.substr(0, slash));
      if (around != nullptr && around->is_structured()) break;
      Json outer = Json::object();
      json_edit::put(outer, at.substr(slash), std::move(whole));
      whole = std::move(outer);
      at.resize(slash);
    }
    write(json_edit::find(document_, at) == nullptr ? "add" : "replace", at, &whole);
  }

  void write(const char* operation, const std::string& pointer, const Json* value) {
    if (operations_ == nullptr) return;
    Json one = {{"op", operation}, {"path", pointer}};
    if (value != nullptr) one["value"] = *value;
    operations_->push_back(std::move(one));
  }

  Json& document_;
  Json* operations_;
};

}  // namespace

struct Draft::State {
  Json document;
  Attester attester;

  /// The attestation of a change. As shown it lacks `by` and `date`: only a person can give them, and without
  /// them no attestation counts.
  Json attestation(const Change& change, bool is_shown) const {
    Json result = {{"judgement", change.judgement}};
    if (!change.about.empty()) result["about"] = change.about;
    result["value"] = parsed(change.value);
    if (is_shown) return result;
    result["by"] = attester.by;
    result["date"] = attester.date;
    return result;
  }

  /// The value of a change. Where any would do, one of the type is tried; as shown it is to be filled in.
  static Json value(const Change& change, bool is_shown) {
    Json whole = parsed(change.value);
    for (const std::string& blank : change.blanks) {
      if (!is_shown) break;
      const Json* held =
          blank == change.pointer ? &whole : json_edit::find(whole, blank.substr(change.pointer.size()));
      const bool says_so = held != nullptr && held->is_string() &&
                           held->get_ref<const std::string&>().starts_with(kToBeFilledIn);
      if (says_so) continue;
      if (blank == change.pointer) {
        whole = kToBeFilledIn;
      } else if (is_below(blank, change.pointer)) {
        json_edit::put(whole, blank.substr(change.pointer.size()), kToBeFilledIn);
      }
    }
    return whole;
  }

  void make(std::span<const Change> changes, Editor& editor, bool is_shown) const {
    for (const Change& change : changes) {
      if (change.kind == Change::Kind::Supply || change.kind == Change::Kind::Edit)
        editor.put(change.pointer, value(change, is_shown));
      if (change.kind == Change::Kind::Overturn) editor.put(change.pointer, attestation(change, is_shown));
    }
    for (const Change& change : changes) {
      if (change.kind == Change::Kind::Add)
        editor.append(change.pointer.substr(0, change.pointer.rfind('/')), value(change, is_shown));
      if (change.kind == Change::Kind::Attest) editor.append("/attestations", attestation(change, is_shown));
    }
    std::vector<std::string> gone;
    for (const Change& change : changes) {
      bool goes = change.kind == Change::Kind::Remove || change.kind == Change::Kind::Withdraw;
      if (!goes) continue;
      gone.push_back(change.pointer);
      gone.insert(gone.end(), change.also_removed.begin(), change.also_removed.end());
    }
    std::ranges::sort(gone, goes_first);
    gone.erase(std::unique(gone.begin(), gone.end()), gone.end());
    for (const std::string& pointer : gone) editor.take(pointer);
  }
};

Draft::Draft(std::string_view text, Attester attester) : state_(std::make_unique<State>()) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  state_->document = Json::parse(text, nullptr, false);
  state_->attester = std::move(attester);
  if (!state_->attester.date.empty()) return;
  const Json* date = json_edit::find(state_->document, "/date");
  bool is_day = date != nullptr && date->is_string() && parse_date(date->get_ref<const std::string&>());
  state_->attester.date = is_day ? date->get<std::string>() : kSomeDay;
}
Draft::~Draft() = default;

std::string Draft::apply(std::span<const Change> changes) const {
  Json document = state_->document;
  Editor editor(document, nullptr);
  state_->make(changes, editor, false);
  return document.dump(2);
}

std::string Draft::patch(std::span<const Change> changes) const {
  Json document = state_->document, operations = Json::array();
  Editor editor(document, &operations);
  state_->make(changes, editor, true);
  return operations.dump();
}

std::size_t Draft::size(std::string_view pointer) const {
  const Json* list = json_edit::find(state_->document, pointer);
  return list != nullptr && list->is_array() ? list->size() : 0;
}

namespace {

void add_labels(const Change& from, Change& to) {
  for (const std::string& label : from.clauses) {
    if (std::ranges::find(to.clauses, label) == to.clauses.end()) to.clauses.push_back(label);
  }
}

bool puts_something(const Change& change) {
  return change.kind == Change::Kind::Supply || change.kind == Change::Kind::Edit ||
         change.kind == Change::Kind::Add;
}

/// Makes the later change a part of the earlier one, if it lies within it; whether it did.
bool absorb(Change& earlier, const Change& later) {
  if (!puts_something(earlier)) return false;
  Json whole = parsed(earlier.value);
  bool is_same = later.pointer == earlier.pointer;
  if (is_same && puts_something(later)) {
    whole = parsed(later.value);
  } else if (is_below(later.pointer, earlier.pointer)) {
    std::string within = later.pointer.substr(earlier.pointer.size());
    if (later.kind == Change::Kind::Remove) {
      json_edit::take(whole, within);
    } else {
      json_edit::put(whole, within, parsed(later.value));
    }
  } else {
    return false;
  }
  earlier.value = whole.dump();
  for (std::vector<std::string>* pointers : {&earlier.blanks, &earlier.examples}) {
    std::erase_if(*pointers, [&](const std::string& pointer) {
      return pointer == later.pointer || is_below(pointer, later.pointer);
    });
  }
  earlier.blanks.insert(earlier.blanks.end(), later.blanks.begin(), later.blanks.end());
  earlier.examples.insert(earlier.examples.end(), later.examples.begin(), later.examples.end());
  add_labels(later, earlier);
  return true;
}

}  // namespace

void add_change(Changes& changes, Change change) {
  for (Change& earlier : changes) {
    bool is_same_judgement = earlier.is_attestation() && change.is_attestation() &&
                             earlier.judgement == change.judgement && earlier.about == change.about;
    if (is_same_judgement) {
      earlier.value = change.value;
      return add_labels(change, earlier);
    }
    if (!earlier.is_attestation() && !change.is_attestation() && absorb(earlier, change)) return;
  }
  if (change.kind == Change::Kind::Remove) {
    std::erase_if(changes, [&](const Change& other) {
      return other.pointer == change.pointer || is_below(other.pointer, change.pointer);
    });
  }
  changes.push_back(std::move(change));
}

const char* to_string(Change::Kind kind) {
  switch (kind) {
    case Change::Kind::Attest:
      return "attest";
    case Change::Kind::Supply:
      return "supply";
    case Change::Kind::Edit:
      return "edit";
    case Change::Kind::Add:
      return "add";
    case Change::Kind::Remove:
      return "remove";
    case Change::Kind::Overturn:
      return "overturn";
    case Change::Kind::Withdraw:
      return "withdraw";
  }
  return "";
}

}  // namespace precept
