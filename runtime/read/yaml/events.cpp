#include "runtime/read/yaml/events.h"

#include <libfyaml.h>

#include <algorithm>

namespace precept {

struct YamlEvents::Parser {
  explicit Parser(std::string_view whole) : text(whole) {
    fy_diag_cfg told{};
    told.output_fn = [](fy_diag*, void*, const char*, std::size_t) {};  // it must not print
    told.level = FYET_WARNING;
    told.module_mask = ~0U;
    diag = fy_diag_create(&told);
    fy_diag_set_collect_errors(diag, true);
    fy_parse_cfg settings{};
    settings.flags = static_cast<fy_parse_cfg_flags>(FYPCF_QUIET | FYPCF_COLLECT_DIAG |
                                                     FYPCF_DEFAULT_VERSION_1_2 | FYPCF_JSON_NONE);
    settings.diag = diag;
    parser = fy_parser_create(&settings);
    if (parser != nullptr) fy_parser_set_string(parser, text.data(), text.size());
  }
  ~Parser() {
    drop();
    if (parser != nullptr) fy_parser_destroy(parser);
    fy_diag_unref(diag);
  }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  const fy_event* next() {
    drop();
    if (parser != nullptr && !has_ended) event = fy_parser_parse(parser);
    if (event == nullptr || event->type == FYET_STREAM_END) has_ended = true;
    is_complete |= event != nullptr && event->type == FYET_STREAM_END;
    return event;
  }
  void drop() {
    if (event != nullptr) fy_parser_event_free(parser, event);
    event = nullptr;
  }

  /// libfyaml's marks may lie a byte behind the end of the text.
  YamlMark mark_of(fy_token* token) const {
    if (token == nullptr) return {};
    const fy_mark *begin = fy_token_start_mark(token), *end = fy_token_end_mark(token);
    std::size_t size = 0;
    const char* content = fy_token_get_text(token, &size);
    YamlMark mark{.is_there = true};
    mark.begin = std::min(begin == nullptr ? 0 : begin->input_pos, text.size());
    mark.end = std::clamp(end == nullptr ? 0 : end->input_pos, mark.begin, text.size());
    if (content != nullptr) mark.text = {content, size};
    return mark;
  }

  std::string_view text;
  fy_diag* diag = nullptr;
  fy_parser* parser = nullptr;
  fy_event* event = nullptr;
  bool has_ended = false, is_complete = false;
};

namespace {

/// With each run of white space as one blank, and none at either end.
std::string in_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool is_blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (!is_blank) line += c;
    if (is_blank && !line.empty() && line.back() != ' ') line += ' ';
  }
  if (line.ends_with(' ')) line.pop_back();
  return line;
}

/// A scalar's words as they are written; nothing where escapes make them something else.
std::optional<std::string> words_as_written(std::string_view written, fy_scalar_style style) {
  if (style == FYSS_DOUBLE_QUOTED && written.find('\\') != std::string_view::npos) return std::nullopt;
  std::string line = in_one_line(written);
  if (style != FYSS_SINGLE_QUOTED) return line;
  for (std::size_t at = line.find("''"); at != std::string::npos; at = line.find("''", at + 1))
    line.erase(at, 1);
  return line;
}

YamlEvent::Style style_of(fy_token* scalar) {
  switch (fy_token_scalar_style(scalar)) {
    case FYSS_SINGLE_QUOTED:
    case FYSS_DOUBLE_QUOTED:
      return YamlEvent::Style::Quoted;
    case FYSS_LITERAL:
    case FYSS_FOLDED:
      return YamlEvent::Style::Block;
    default:
      return YamlEvent::Style::Plain;
  }
}

}  // namespace

YamlEvents::YamlEvents(std::string_view text) : parser_(std::make_unique<Parser>(text)) {}
YamlEvents::~YamlEvents() = default;

const YamlEvent* YamlEvents::next() {
  using Type = YamlEvent::Type;
  const fy_event* event = parser_->next();
  if (event == nullptr) return nullptr;
  auto mark = [&](fy_token* token) { return parser_->mark_of(token); };
  switch (event->type) {
    case FYET_DOCUMENT_START:
      event_ = {.type = Type::Document, .mark = mark(event->document_start.document_start)};
      break;
    case FYET_SCALAR:
      event_ = {.type = Type::Scalar,
                .mark = mark(event->scalar.value),
                .anchor = mark(event->scalar.anchor),
                .tag = mark(event->scalar.tag)};
      if (event_.mark.is_there) check_text(event->scalar.value);
      break;
    case FYET_ALIAS:
      event_ = {.type = Type::Alias, .mark = mark(event->alias.anchor)};
      break;
    case FYET_SEQUENCE_START:
      event_ = {.type = Type::List,
                .mark = mark(event->sequence_start.sequence_start),
                .anchor = mark(event->sequence_start.anchor),
                .tag = mark(event->sequence_start.tag)};
      break;
    case FYET_MAPPING_START:
      event_ = {.type = Type::Object,
                .mark = mark(event->mapping_start.mapping_start),
                .anchor = mark(event->mapping_start.anchor),
                .tag = mark(event->mapping_start.tag)};
      break;
    case FYET_SEQUENCE_END:
      event_ = {.type = Type::ListEnd, .mark = mark(event->sequence_end.sequence_end)};
      break;
    case FYET_MAPPING_END:
      event_ = {.type = Type::ObjectEnd, .mark = mark(event->mapping_end.mapping_end)};
      break;
    default:
      event_ = {};
      break;
  }
  return &event_;
}

/// libfyaml 0.7.12 gives bytes of memory that it never wrote behind a folded block with a blank line before a
/// deeper one. Any white space in a text is one blank to its readers (base/text.h), so the words decide.
void YamlEvents::check_text(void* token) {
  fy_token* const scalar = static_cast<fy_token*>(token);
  event_.style = style_of(scalar);
  YamlMark& mark = event_.mark;
  const std::string_view written = parser_->text.substr(mark.begin, mark.end - mark.begin);
  if (mark.text == written) return;
  auto words = words_as_written(written, fy_token_scalar_style(scalar));
  if (!words || *words == in_one_line(mark.text)) return;
  words_ = std::move(*words);
  mark.text = words_;
}

std::optional<YamlFault> YamlEvents::fault() const {
  void* position = nullptr;
  if (const fy_diag_error* error = fy_diag_errors_iterate(parser_->diag, &position)) {
    const YamlMark mark = parser_->mark_of(error->fyt);
    return YamlFault{.begin = mark.begin, .end = mark.end, .message = error->msg};
  }
  if (parser_->is_complete) return std::nullopt;
  return YamlFault{.begin = 0, .end = 0, .message = "libfyaml does not say why"};
}

}  // namespace precept
