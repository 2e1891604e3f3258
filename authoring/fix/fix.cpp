#include "authoring/fix/fix.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

namespace precept::fix {

namespace {

/// Each round makes what a round before has uncovered; nested edits are the only reason for a second one.
constexpr int kMostRounds = 12;

bool overlap(Span a, Span b) {
  if (a.file != b.file) return false;
  if (a.begin == b.begin) return true;  // two that insert at one place have no order
  return a.begin < b.end && b.begin < a.end;
}

/// The edits of several diagnostics, none of which overlaps another.
class Plan {
 public:
  bool add(const std::vector<Edit>& edits) {
    for (std::size_t i = 0; i < edits.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j)
        if (overlap(edits[i].at, edits[j].at)) return false;
      for (const Edit& other : edits_)
        if (overlap(edits[i].at, other.at)) return false;
    }
    edits_.insert(edits_.end(), edits.begin(), edits.end());
    return true;
  }

  Texts apply(const Sources& sources) && {
    // From the end, so that the places before stay.
    std::ranges::sort(edits_, [](const Edit& a, const Edit& b) { return a.at.begin > b.at.begin; });
    Texts result;
    for (const Edit& edit : edits_) {
      const SourceFile& file = sources.file(edit.at.file);
      auto [text, is_new] = result.emplace(file.name, file.text);
      text->second.replace(edit.at.begin, edit.at.end - edit.at.begin, edit.text);
    }
    return result;
  }

 private:
  std::vector<Edit> edits_;
};

/// A finding by what it says, so that one whose edits were refused is known again in the next round.
std::string key_of(const Diagnostic& diagnostic, const Sources& sources) {
  std::string result = diagnostic.message;
  for (const Edit& edit : diagnostic.edits)
    result +=
        "\n" + sources.file(edit.at.file).name + "\n" + std::string(sources.text(edit.at)) + "\n" + edit.text;
  return result;
}

bool is_sound(const std::vector<Edit>& edits, const Sources& sources) {
  return std::ranges::all_of(edits, [&](const Edit& edit) {
    if (!edit.at.has_place() || edit.at.begin > edit.at.end) return false;
    const SourceFile& file = sources.file(edit.at.file);
    // What was translated or is a sheet lies in no file that could be written.
    return file.origins.empty() && file.sheet.empty() && edit.at.end <= file.text.size();
  });
}

struct Looked {
  std::unique_ptr<Sources> sources;
  Diagnostics found;
};
Looked look(const Find& find, const Texts& texts) {
  Looked result{std::make_unique<Sources>(), {}};
  for (const auto& [name, text] : texts) result.sources->replace(name, text);
  result.found = find(*result.sources);
  return result;
}

/// A diagnostic with edits, and the name by which it is known again: the second of two that say the same has
/// another one.
struct Candidate {
  const Diagnostic* diagnostic;
  std::string key;
};

std::vector<Candidate> candidates_in(const Looked& looked, const std::set<std::string>& refused) {
  std::vector<Candidate> result;
  std::map<std::string, std::size_t> equal;
  for (const Diagnostic& each : looked.found.all()) {
    if (each.edits.empty() || !is_sound(each.edits, *looked.sources)) continue;
    std::string key = key_of(each, *looked.sources);
    key += "\n" + std::to_string(equal[key]++);
    if (!refused.contains(key)) result.push_back({&each, std::move(key)});
  }
  return result;
}

/// The texts with the edits of as many of them as can be made together.
Texts planned(const std::vector<Candidate>& candidates, const Sources& sources, std::size_t& made) {
  Plan plan;
  made = 0;
  for (const Candidate& each : candidates) made += plan.add(each.diagnostic->edits) ? 1 : 0;
  return std::move(plan).apply(sources);
}

Texts over(Texts texts, const Texts& changed) {
  for (const auto& [name, text] : changed) texts[name] = text;
  return texts;
}

/// Makes the edits of each by itself and notes those after which there are more errors.
void note_refused(const Find& find, const Looked& looked, const std::vector<Candidate>& candidates,
                  const Texts& texts, std::set<std::string>& refused) {
  for (const Candidate& each : candidates) {
    std::size_t made = 0;
    const Looked after = look(find, over(texts, planned({each}, *looked.sources, made)));
    if (after.found.error_count() > looked.found.error_count()) refused.insert(each.key);
  }
}

}  // namespace

Texts with_edits(const Diagnostics& diagnostics, const Sources& sources, std::size_t* made) {
  std::vector<Candidate> sound;
  for (const Diagnostic& each : diagnostics.all())
    if (!each.edits.empty() && is_sound(each.edits, sources)) sound.push_back({&each, {}});
  std::size_t count = 0;
  Texts result = planned(sound, sources, count);
  if (made != nullptr) *made = count;
  return result;
}

Mended mend(const Find& find) {
  Mended result;
  std::set<std::string> refused;
  Looked now = look(find, {});
  for (int round = 0; round < kMostRounds; ++round) {
    const auto candidates = candidates_in(now, refused);
    if (candidates.empty()) break;
    std::size_t made = 0;
    Texts next = over(result.texts, planned(candidates, *now.sources, made));
    Looked after = look(find, next);
    if (after.found.error_count() > now.found.error_count()) {
      const std::size_t before = refused.size();
      note_refused(find, now, candidates, result.texts, refused);
      if (refused.size() > before) continue;
      // Each is sound, and all together are not: the first alone, and the others in the next round.
      next = over(result.texts, planned({candidates.front()}, *now.sources, made));
      after = look(find, next);
    }
    result.texts = std::move(next);
    result.mended += made;
    now = std::move(after);
  }
  result.refused = refused.size();
  result.left = std::move(now.found);
  result.sources = std::move(now.sources);
  return result;
}

}  // namespace precept::fix
