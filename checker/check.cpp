#include "checker/check.h"

#include "checker/results.h"
#include "checker/signature.h"

namespace precept::checker {

namespace {

/// `check` refuses, or a library does that was given what it cannot take: then the part is at fault.
template <class Check>
std::optional<Fault> fault_of(const char* part, Check check) {
  try {
    check();
    return std::nullopt;
  } catch (const Json::exception&) {
    return Fault{part, "it is not in the form of a receipt"};
  } catch (const std::exception& error) {
    return Fault{part, error.what()};
  }
}

/// "the finding of resolves 6 about /attendance/3".
std::string which(const Json& entry, const char* what) {
  std::string result = "the " + std::string(what);
  if (entry.contains("clause")) result += " of " + entry.at("clause").get<std::string>();
  const auto subject = entry.at("subject").get<std::string>();
  return result + " about " + (subject.empty() ? "the document" : subject);
}

void compare(const Json& said, const Json& proven, const char* what) {
  require(said.is_array(), "they are no list");
  for (std::size_t i = 0; i < std::min(said.size(), proven.size()); ++i) {
    require(said[i] == proven[i], which(proven[i], what) + " is " + proven[i].dump() + " by the proof, and " +
                                      said[i].dump() + " in the receipt");
  }
  require(said.size() >= proven.size(),
          "the receipt lacks " +
              (said.size() < proven.size() ? which(proven[said.size()], what) : std::string()));
  require(said.size() <= proven.size(), "the proof does not have all that the receipt says");
}

std::optional<Fault> check_results(const Json& receipt, const Results& results) {
  auto fault = fault_of("findings", [&] { compare(receipt.at("findings"), results.findings, "finding"); });
  if (!fault) fault = fault_of("rights", [&] { compare(receipt.at("rights"), results.rights, "right"); });
  if (!fault && receipt.at("verdict") != results.verdict) {
    fault = Fault{"verdict", "it is " + results.verdict + " by the proof, and " +
                                 receipt.at("verdict").dump() + " in the receipt"};
  }
  return fault;
}

std::optional<Fault> check_signature(const Json& receipt, CheckedReceipt& checked) {
  return fault_of("signature", [&] {
    const Json& json = receipt.at("signature");
    require(json.size() == 3 && json.at("algorithm") == "Ed25519", "it is no Ed25519 signature");
    const Signature signature{json.at("public_key").get<std::string>(), json.at("value").get<std::string>()};
    checked.public_key = signature.public_key;
    require(is_signed(digest_of(receipt), signature), "it is not one of this receipt by that key");
  });
}

/// The document's text as the receipt's: the same bytes, and JSON.
std::optional<Fault> read_document(const Json& receipt, const std::string& text, Json& document) {
  return fault_of("document", [&] {
    require(receipt.at("document").at("sha256") == sha256(text),
            "the document's bytes are not those of the receipt");
    document = parse(text);
  });
}

}  // namespace

std::optional<Json> read_receipt(std::string_view text, std::string& why) {
  try {
    Json receipt = parse(text);
    require(receipt.is_object() && receipt.contains("format"), "it is no receipt");
    require(receipt.at("format") == kReceiptFormat,
            "its format is " + receipt.at("format").dump() + "; this version reads format 1");
    for (const char* part : {"clauses", "digest", "document", "engine", "findings", "policy", "proof",
                             "readings", "rights", "verdict"}) {
      require(receipt.contains(part), "it has no `" + std::string(part) + "`");
    }
    for (const char* part : {"document", "policy"}) {
      require(receipt.at(part).is_object(), "its `" + std::string(part) + "` is not what it is in a receipt");
    }
    return receipt;
  } catch (const Refused& refused) {
    why = refused.what();
    return std::nullopt;
  }
}

bool is_as_written(const Json& receipt, std::string_view text) {
  return canonical(receipt) == text;
}

std::string digest_of(const Json& receipt) {
  Json rest = receipt;
  rest.erase("digest");
  rest.erase("signature");
  return sha256(canonical(rest));
}

std::optional<Fault> check_proof(const Json& receipt, const Json* document) {
  if (auto fault = fault_of("clauses", [&] {
        require(receipt.at("policy").at("clauses_sha256") == sha256(canonical(receipt.at("clauses"))),
                "the clause table is not the one that the receipt's policy names");
      })) {
    return fault;
  }
  ClauseTable table;
  if (auto fault = fault_of("clauses", [&] { table = read_clause_table(receipt.at("clauses")); }))
    return fault;
  Results results;
  auto fault = fault_of("proof", [&] {
    Proof proof(table, receipt.at("proof"), receipt.at("readings"), document);
    proof.check_steps();
    results = results_of(table, proof, receipt.at("findings").size() + receipt.at("rights").size());
    proof.check_all_needed();
  });
  return fault ? fault : check_results(receipt, results);
}

CheckedReceipt check_receipt(const Json& receipt, const std::string* document) {
  CheckedReceipt checked;
  auto add = [&](std::optional<Fault> fault) {
    if (fault) checked.faults.push_back(std::move(*fault));
    return fault.has_value();
  };
  if (receipt.at("digest") != digest_of(receipt)) {
    add(Fault{"digest", "the receipt is not as it was written: its digest is another"});
  }
  if (receipt.contains("signature")) add(check_signature(receipt, checked));
  if (receipt.at("verdict").is_string()) checked.verdict = receipt.at("verdict").get<std::string>();
  Json read;
  const bool is_at_hand = document && !add(read_document(receipt, *document, read));
  if (receipt.at("proof").is_null() && receipt.contains("proof_left_out")) {
    checked.left_out = receipt.at("proof_left_out").dump();
    if (receipt.at("proof_left_out").is_string())
      checked.left_out = receipt.at("proof_left_out").get<std::string>();
    return checked;
  }
  add(check_proof(receipt, is_at_hand ? &read : nullptr));
  const Json& proof = receipt.at("proof");
  if (proof.is_object() && proof.contains("steps")) checked.steps = proof.at("steps").size();
  if (proof.is_object() && proof.contains("facts")) checked.facts = proof.at("facts").size();
  return checked;
}

}  // namespace precept::checker
