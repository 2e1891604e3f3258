#include "runtime/read/sheet/xml_stream.h"

#include <expat.h>
#include <fmt/format.h>

#include <exception>
#include <new>
#include <type_traits>
#include <utility>

namespace precept {

namespace {

constexpr int kDeepest = 100;  ///< a workbook's parts are ten deep, hostile ones as deep as they are long
/// A tag is kept until it is whole, and read again with each piece.
constexpr std::size_t kLongestTag = 1 << 20;

std::string_view without_prefix(std::string_view name) {
  return name.substr(name.find(':') + 1);  // from the start where there is none
}

struct FreeParser {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

}  // namespace

std::optional<std::string_view> XmlAttributes::find(std::string_view name) const {
  for (const char** pair = pairs_; *pair; pair += 2) {
    if (pair[0] == name) return pair[1];
  }
  return std::nullopt;
}

std::optional<std::string_view> XmlAttributes::find(char name) const {
  for (const char** pair = pairs_; *pair; pair += 2) {
    if (pair[0][0] == name && pair[0][1] == '\0') return pair[1];
  }
  return std::nullopt;
}

std::optional<std::string_view> XmlAttributes::find_prefixed(std::string_view name) const {
  for (const char** pair = pairs_; *pair; pair += 2) {
    const std::string_view given = pair[0];
    if (given.size() > name.size() && without_prefix(given) == name) return pair[1];
  }
  return std::nullopt;
}

bool XmlAttributes::is_true(std::string_view name) const {
  const auto value = find(name);
  return value == "1" || value == "true" || value == "on";
}

struct XmlStream::State {
  State(std::string_view of, XmlHandler& to) : root(of), handler(to), parser(XML_ParserCreate(nullptr)) {
    if (!parser) throw std::bad_alloc();
    XML_SetUserData(parser.get(), this);
    XML_SetElementHandler(
        parser.get(),
        [](void* self, const char* name, const char** attributes) {
          static_cast<State*>(self)->tell([&](State& state) {
            const std::string_view element = without_prefix(name);
            if (++state.depth > kDeepest) return state.refuse("too many elements inside each other");
            if (state.depth == 1 && element != state.root) {
              state.other_root = element;
              return;
            }
            state.handler.begin(element, XmlAttributes(attributes));
          });
        },
        [](void* self, const char* name) {
          static_cast<State*>(self)->tell([&](State& state) {
            --state.depth;
            state.handler.end(without_prefix(name));
          });
        });
    XML_SetCharacterDataHandler(parser.get(), [](void* self, const char* text, int size) {
      static_cast<State*>(self)->tell([&](State& state) {
        state.handler.text({text, static_cast<std::size_t>(size)});
      });
    });
    XML_SetStartDoctypeDeclHandler(parser.get(), [](void* self, const char*, const char*, const char*, int) {
      static_cast<State*>(self)->tell(
          [](State& state) { state.refuse("a declaration of a document type (DTD)"); });
    });
  }

  /// The library is written in C, so nothing may be thrown through it.
  template <typename Step>
  void tell(const Step& step) {
    if (is_stopped) return;
    fed_since = 0;
    try {
      step(*this);
    } catch (...) {
      thrown = std::current_exception();
    }
    if (thrown || mistake || other_root || handler.is_done()) stop();
  }
  void stop() {
    is_stopped = true;
    XML_StopParser(parser.get(), XML_FALSE);
  }
  void refuse(const char* what) {
    mistake = fmt::format("{} in line {}", what, XML_GetCurrentLineNumber(parser.get()));
  }
  bool parse(std::string_view bytes, bool is_last) {
    if (is_stopped) return false;
    const auto status = XML_Parse(parser.get(), bytes.data(), static_cast<int>(bytes.size()), is_last);
    if (thrown) std::rethrow_exception(std::exchange(thrown, nullptr));
    if (is_stopped) return false;
    fed_since += bytes.size();
    if (status == XML_STATUS_ERROR) {
      refuse(XML_ErrorString(XML_GetErrorCode(parser.get())));
    } else if (fed_since > kLongestTag) {
      refuse("a tag of more than a megabyte");
    }
    if (mistake) is_stopped = true;
    return !mistake;
  }

  const std::string root;
  XmlHandler& handler;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, FreeParser> parser;
  int depth = 0;
  std::size_t fed_since = 0;  ///< bytes since the last thing that was told
  bool is_stopped = false;
  std::optional<std::string> mistake, other_root;
  std::exception_ptr thrown;
};

XmlStream::XmlStream(std::string_view root, XmlHandler& handler)
    : state_(std::make_unique<State>(root, handler)) {}
XmlStream::~XmlStream() = default;

bool XmlStream::feed(std::string_view bytes) {
  return state_->parse(bytes, false);
}

bool XmlStream::finish() {
  return state_->parse({}, true);
}

const std::optional<std::string>& XmlStream::mistake() const {
  return state_->mistake;
}

const std::optional<std::string>& XmlStream::other_root() const {
  return state_->other_root;
}

}  // namespace precept
