#include "checker/canonical.h"

#include <sodium.h>

#include <array>
#include <vector>

namespace precept::checker {

namespace {

/// Number of outer levels whose entries begin lines.
constexpr int kDepthOfLines = 3;
/// A whole number with so many signs surely fits in 64 bits.
constexpr std::size_t kMostWhole = 18;

void write(const Json& json, int depth, std::string& out) {
  if (!json.is_structured() || json.empty() || depth == kDepthOfLines) {
    out += json.dump();
    return;
  }
  out += json.is_object() ? '{' : '[';
  bool is_first = true;
  for (const auto& [key, entry] : json.items()) {
    out += is_first ? "\n" : ",\n";
    is_first = false;
    out.append(static_cast<std::size_t>(depth) + 1, ' ');
    if (json.is_object()) out += Json(key).dump() + ":";
    write(entry, depth + 1, out);
  }
  out += json.is_object() ? '}' : ']';
}

/// More digits than a number of 64 bits and its zeros can have.
constexpr int kMostDigits = 60;

/// A number that is not written as a whole one, by its digits: without an exponent, and without zeros at the
/// end.
Json decimal(const std::string& written) {
  const std::size_t mark = std::min(written.find_first_of("eE"), written.size());
  std::string digits = written.substr(0, mark);
  const bool is_negative = digits.starts_with('-');
  if (is_negative) digits.erase(0, 1);
  int point = static_cast<int>(std::min(digits.find('.'), digits.size()));
  if (point < static_cast<int>(digits.size())) digits.erase(static_cast<std::size_t>(point), 1);
  const std::string exponent = mark < written.size() ? written.substr(mark + 1) : "0";
  constexpr std::size_t kLongestExponent = 4;
  const bool is_zero = digits.find_first_not_of('0') == std::string::npos;
  if (is_zero) return 0;
  require(exponent.size() <= kLongestExponent && digits.size() <= kMostDigits,
          "`" + written.substr(0, 40) + "` has too many digits");
  point += std::stoi(exponent);
  require(point > -kMostDigits && point < kMostDigits, "`" + written.substr(0, 40) + "` has too many digits");
  if (point < 1) digits.insert(0, static_cast<std::size_t>(1 - point), '0'), point = 1;
  if (point > static_cast<int>(digits.size())) digits.resize(static_cast<std::size_t>(point), '0');
  digits.insert(static_cast<std::size_t>(point), ".");
  while (digits.ends_with('0')) digits.pop_back();
  if (digits.ends_with('.')) digits.pop_back();
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  if (digits.empty() || digits.starts_with('.')) digits.insert(0, "0");
  if (is_negative) digits.insert(0, "-");
  // Where nothing stands behind the point, it is a whole number after all.
  if (digits.find('.') == std::string::npos && digits.size() <= kMostWhole) return std::stoll(digits);
  return Json::binary({digits.begin(), digits.end()});
}

/// Receives the events of the JSON library's parser, so that each value is checked once.
class JsonBuilder {
 public:
  using number_integer_t = Json::number_integer_t;
  using number_unsigned_t = Json::number_unsigned_t;
  using number_float_t = Json::number_float_t;
  using string_t = Json::string_t;
  using binary_t = Json::binary_t;

  explicit JsonBuilder(Numbers numbers) : numbers_(numbers) {}

  Json take() { return std::move(root_); }

  bool null() { return add(Json()); }
  bool boolean(bool value) { return add(value); }
  /// The library reports numbers without a sign separately, so `-0` comes here and `0` does not.
  bool number_integer(number_integer_t value) { return add(value); }
  bool number_unsigned(number_unsigned_t value) {
    require(value <= static_cast<number_unsigned_t>(INT64_MAX), "a number is beyond 64 bits");
    return add(value);
  }
  bool number_float(number_float_t, const string_t& written) {
    if (numbers_ == Numbers::Decimal) return add(decimal(written));
    throw Refused("`" + written.substr(0, 40) + "` is no whole number of 64 bits");
  }
  bool string(string_t& value) { return add(std::move(value)); }
  bool binary(binary_t&) { return false; }
  bool start_object(std::size_t) { return open(Json::object()); }
  bool start_array(std::size_t) { return open(Json::array()); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(string_t& name) {
    const auto [place, is_new] = open_.back()->get_ref<Json::object_t&>().try_emplace(name);
    require(is_new, "the key `" + name + "` is given twice in one object");
    member_ = &place->second;
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const Json::exception&) {
    throw Refused("it is no JSON");
  }

 private:
  Json* place(Json value) {
    Json* at = &root_;
    if (!open_.empty()) {
      const bool is_object = open_.back()->is_object();
      at = is_object ? member_ : &open_.back()->get_ref<Json::array_t&>().emplace_back();
    }
    *at = std::move(value);
    return at;
  }
  bool add(Json value) { return place(std::move(value)) != nullptr; }
  bool open(Json value) {
    require(open_.size() < kMostDepth, "it is nested too deeply");
    open_.push_back(place(std::move(value)));
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  Numbers numbers_;
  Json root_;
  std::vector<Json*> open_;  ///< open objects and lists, outermost first
  Json* member_ = nullptr;   ///< in the innermost object: the value of the last key
};

}  // namespace

Json parse(std::string_view text, Numbers numbers) {
  // The library would stop at a zero byte.
  require(text.find('\0') == std::string_view::npos, "it is no JSON");
  JsonBuilder builder(numbers);
  require(Json::sax_parse(text, &builder), "it is no JSON");
  return builder.take();
}

std::string canonical(const Json& json) {
  std::string out;
  write(json, 0, out);
  return out + '\n';
}

std::string one_line(const Json& json) {
  if (json.is_binary()) return {json.get_binary().begin(), json.get_binary().end()};
  if (!json.is_structured()) return json.dump();
  std::string out(json.is_object() ? "{" : "[");
  for (const auto& [key, entry] : json.items()) {
    if (out.size() > 1) out += ',';
    if (json.is_object()) out += Json(key).dump() + ':';
    out += one_line(entry);
  }
  return out + (json.is_object() ? '}' : ']');
}

std::string canonical_member(const Json& json) {
  std::string out;
  write(json, 1, out);
  return out;
}

std::string canonical_object(const std::map<std::string, std::string>& members) {
  std::string out = "{";
  for (const auto& [name, text] : members) {
    out += out.size() == 1 ? "\n " : ",\n ";
    out += Json(name).dump() + ":" + text;
  }
  return out + "}\n";
}

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  std::string text(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
  text.pop_back();
  return text;
}

}  // namespace precept::checker
