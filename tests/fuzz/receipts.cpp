// Runs the small checker on changed receipts and documents. libFuzzer changes them as JSON, so that the
// result is still near to a receipt, and corrects the digests. The checker must always end with one of its
// four answers. An input is a receipt, a zero byte, and a document. `./dev fuzz receipts`
#include <cstdint>
#include <cstdlib>
#include <random>

#include "checker/verify_receipt.h"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace {

using namespace precept::checker;
using Random = std::minstd_rand;

struct Input {
  std::string receipt, document;
};
Input split(const std::uint8_t* data, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::size_t zero = std::min(all.find('\0'), all.size());
  return {std::string(all.substr(0, zero)), std::string(all.substr(std::min(zero + 1, all.size())))};
}

bool read(const std::string& text, Json& json) {
  try {
    json = parse(text);
    return json.is_structured();
  } catch (const Refused&) {
    return false;
  }
}

/// Any place of the value: down from the top, further the longer the chance holds.
Json& any_place(Json& json, Random& random) {
  Json* at = &json;
  while (at->is_structured() && !at->empty() && random() % 8 != 0) {
    auto entry = at->begin();
    std::advance(entry, static_cast<std::ptrdiff_t>(random() % at->size()));
    at = &*entry;
  }
  return *at;
}

Json other_number(std::int64_t number, Random& random) {
  if (number == INT64_MIN || number == INT64_MAX) return 0;
  if (random() % 2 == 0) return number + (random() % 2 == 0 ? 1 : -1);
  const std::int64_t others[] = {-number, 0, 1, 63, 64, 1'000'000, INT64_MAX, INT64_MIN};
  return others[random() % std::size(others)];
}

Json junk(Random& random) {
  const Json all[] = {Json(),
                      true,
                      false,
                      0,
                      -1,
                      1'000'000'000,
                      "",
                      "x",
                      Json::array(),
                      Json::object(),
                      {{"is", "none"}},
                      {{"is", "unknown"}},
                      {{"not", 0}},
                      {2, 5},
                      "list",
                      "truth",
                      "number",
                      "presence",
                      "outcome",
                      "right",
                      "cross",
                      "there",
                      "permitted",
                      "2023-05-24"};
  return all[random() % std::size(all)];
}

void change(Json& json, Random& random) {
  Json& place = any_place(json, random);
  const Json other = any_place(json, random);
  switch (random() % 8) {
    case 0:
      place = junk(random);
      return;
    case 1:
    case 2:
      place = place.is_number_integer() ? other_number(place.get<std::int64_t>(), random) : other;
      return;
    case 3:
      place = other;
      return;
    case 4:
      if (place.is_array()) place.push_back(other);
      if (place.is_object()) place["zz"] = other;
      return;
    case 5:
      if (place.is_array() && !place.empty()) place.erase(random() % place.size());
      if (place.is_object() && !place.empty()) place.erase(place.begin());
      return;
    case 6:
      if (place.is_array() && !place.empty()) {
        const Json copy = place[random() % place.size()];
        place.insert(place.begin() + static_cast<std::ptrdiff_t>(random() % place.size()), copy);
      }
      return;
    default:
      if (place.is_boolean()) place = !place.get<bool>();
      if (place.is_string()) place = junk(random);
      if (place.is_number_integer()) place = other_number(place.get<std::int64_t>(), random);
  }
}

void make_right(Json& receipt, const std::string& document) {
  try {
    receipt.at("document")["sha256"] = sha256(document);
    receipt.at("policy").at("kinds")[receipt.at("document").at("kind").get<std::string>()] =
        sha256(canonical(receipt.at("clauses")));
    receipt["digest"] = digest_of(receipt);
  } catch (const std::exception&) {
    // It is none any more.
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Input input = split(data, size);
  const Answer alone = verify_receipt(input.receipt, {});
  if (alone.status() == Status::Verified || alone.summary().find('\x1b') != std::string::npos) std::abort();
  TrustedInput trusted{.document = input.document, .card = {}, .key = {}};
  if (Json receipt; read(input.receipt, receipt) && receipt.is_object() && receipt.contains("policy"))
    trusted.card = write_card(receipt.at("policy"), receipt.value("attesters", Json()));
  const Answer answer = verify_receipt(input.receipt, trusted);
  // What holds with everything at hand holds without it, too.
  if (answer.status() == Status::Verified && alone.status() != Status::NotVerified) std::abort();
  if (answer.summary().empty()) std::abort();
  return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most,
                                               unsigned seed) {
  Random random(seed + 1);
  Input input = split(data, size);
  Json receipt, document;
  if (random() % 50 == 0 || !read(input.receipt, receipt)) return LLVMFuzzerMutate(data, size, most);
  const unsigned changes = 1 + random() % 3;
  if (random() % 4 == 0 && read(input.document, document)) {
    for (unsigned i = 0; i < changes; ++i) change(document, random);
    input.document = document.dump();
  } else {
    const char* parts[] = {"clauses", "proof", "policy"};
    for (unsigned i = 0; i < changes; ++i) {
      const char* part = parts[random() % 3];
      change(random() % 5 != 0 && receipt.is_object() && receipt.contains(part) ? receipt[part] : receipt,
             random);
    }
  }
  if (random() % 20 != 0 && receipt.is_object()) make_right(receipt, input.document);
  const std::string text = canonical(receipt) + '\0' + input.document;
  if (text.size() > most) return LLVMFuzzerMutate(data, size, most);
  std::copy(text.begin(), text.end(), data);
  return text.size();
}
