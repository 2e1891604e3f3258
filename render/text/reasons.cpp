#include "render/reasons.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "render/layout.h"
#include "render/report.h"

namespace precept::rendering {

std::string place_in_words(const Place& at, const DocumentReport& report) {
  if (at.line == 0) return {};
  if (at.is_cell()) return at.in_words();
  if (at.file == report.file) return Catalogue(report.language)(say::InLine, at.line);
  return fmt::format("{}:{}", at.file, at.line);
}

std::vector<Place> places_of_values(const Reason& reason) {
  std::vector<Place> places;
  bool is_statement = reason.kind == Reason::Kind::Statement || reason.kind == Reason::Kind::Row;
  if (!is_statement) return places;
  for (const Reason& value : reason.because) {
    bool is_value = value.kind == Reason::Kind::Fact || value.kind == Reason::Kind::Row;
    std::vector<Place> below = places_of_values(value);
    bool is_told = is_value && (value.because.empty() || !below.empty()) && value.at.line != 0 &&
                   !value.value.empty() && reason.text.find(value.value) != std::string::npos;
    if (!is_told) return {};
    places.push_back(value.at);
    places.insert(places.end(), below.begin(), below.end());
  }
  return places;
}

std::string places_in_words(const Reason& reason, const DocumentReport& report) {
  std::string own = place_in_words(reason.at, report);
  std::vector<std::string> words;
  if (!own.empty()) words.push_back(std::move(own));
  for (const Place& place : places_of_values(reason)) {
    std::string word = place_in_words(place, report);
    if (std::ranges::find(words, word) == words.end()) words.push_back(std::move(word));
  }
  const Catalogue in_language(report.language);
  std::string told;
  for (const std::string& word : words) told = told.empty() ? word : in_language(say::Then, told, word);
  return told;
}

std::string quote_in_words(const Reason& reason, const Catalogue& words) {
  if (!reason.gist.empty()) return reason.gist;
  return reason.quote.empty() ? std::string() : words(say::Quoted, reason.quote);
}

namespace {

class TextReasons {
 public:
  TextReasons(const DocumentReport& report, const ReasonOptions& options, Sink& output)
      : report_(report), words_(report.language), options_(options), output_(output) {}

  void run(const Reason& root) {
    std::string policy = report_.policy.title.empty() ? report_.policy.name : report_.policy.title;
    output_.write(wrapped(terminal_text(words_(say::Because, root.text, policy, report_.chosen_because)), 0,
                          4, options_.width));
    for (const std::string& reading : readings_in_words(report_.policy, words_)) {
      output_.write(wrapped(terminal_text(reading), 2, 4, options_.width));
    }
    for (const Reason& reason : root.because) {
      output_.write("\n");
      top(reason);
    }
    std::string note = untranslated_note(report_.untranslated, words_);
    if (!note.empty()) output_.write("\n" + wrapped(terminal_text(note), 0, 2, options_.width));
  }

 private:
  /// Tells a norm or a right: its words, then why.
  void top(const Reason& reason) {
    written_reasons_.clear();
    line(2, "", labelled(reason), reason, true);
    quote(reason, 4);
    below(reason, 4);
  }

  void below(const Reason& reason, std::size_t indent) {
    for (const Reason* told : below_of(reason)) {
      const Reason& next = *told;
      bool is_norm = next.kind == Reason::Kind::Norm;
      bool is_new = next.kind == Reason::Kind::Condition || options_.is_full ||
                    written_reasons_.insert(all_of(next)).second;
      // A value that was told before is not repeated below a row; a reason with parts of its own becomes "as
      // above".
      bool is_redundant = !is_new && next.because.empty() && reason.kind == Reason::Kind::Row;
      if (is_redundant) continue;
      bool points_up = !is_new && !next.because.empty();
      std::string text = is_norm ? labelled(next) : next.text;
      line(indent, "- ", points_up ? words_(say::AsAbove, text) : text, next, false);
      if (points_up) continue;
      if (is_norm) quote(next, indent + 2);
      bool is_told = !options_.is_full && !places_of_values(next).empty();
      if (!is_told) below(next, indent + 2);
    }
  }

  std::vector<const Reason*> below_of(const Reason& reason) const {
    if (!options_.is_full) return visible_reasons(reason);
    std::vector<const Reason*> all;
    for (const Reason& next : reason.because) all.push_back(&next);
    return all;
  }

  /// A key for equal reasons: the reason's words and those of everything below it.
  static std::string all_of(const Reason& reason) {
    std::string all = fmt::format("{}\n{}\n", reason.text, reason.subject);
    for (const Reason& next : reason.because) all += all_of(next);
    return all;
  }

  std::string labelled(const Reason& reason) const {
    const std::string label = report_.name_of(reason.clause, reason.norm);
    bool names_it = label.empty() || reason.text.find(label) != std::string::npos;
    return names_it ? reason.text : words_(say::NameAndText, label, reason.text);
  }

  void quote(const Reason& reason, std::size_t indent) {
    std::string quote = quote_in_words(reason, words_);
    if (quote.empty() || !written_quotes_.insert(reason.clause + '\n' + quote).second) return;
    output_.write(wrapped(terminal_text(quote), indent, indent, options_.width));
  }

  void line(std::size_t indent, std::string_view mark, std::string text, const Reason& reason, bool is_bold) {
    std::string place =
        options_.is_full ? place_in_words(reason.at, report_) : places_in_words(reason, report_);
    // An element needs no place, because what is told below it has one.
    if (!place.empty() && reason.kind != Reason::Kind::Element) text += fmt::format(" [{}]", place);
    if (options_.is_full && !reason.value.empty() && reason.kind == Reason::Kind::Condition) {
      text += fmt::format(" (`{}`)", reason.value);
    }
    if (options_.is_full && reason.rule.line != 0) {
      text += fmt::format(" <{}:{}>", reason.rule.file, reason.rule.line);
    }
    std::string lines =
        wrapped(terminal_text(std::string(mark) + text), indent, indent + mark.size(), options_.width);
    lines.pop_back();
    output_.write((is_bold ? colored(lines, kBold, options_.color) : lines) + "\n");
  }

  const DocumentReport& report_;
  const Catalogue words_;
  const ReasonOptions& options_;
  Sink& output_;
  std::set<std::string> written_quotes_;   ///< clauses whose quote was told
  std::set<std::string> written_reasons_;  ///< keys of reasons told for the norm or right at hand
};

}  // namespace

void write_reasons_text(const DocumentReport& report, const Reason& root, const ReasonOptions& options,
                        Sink& output) {
  TextReasons(report, options, output).run(root);
}

}  // namespace precept::rendering
