#include "checker/verify_receipt.h"

#include <algorithm>
#include <new>
#include <set>

#include "checker/results.h"
#include "checker/text.h"

namespace precept::checker {

namespace {

class ReceiptCheck {
 public:
  explicit ReceiptCheck(const Json& receipt) : receipt_(receipt) {}

  void run(std::string_view text, const TrustedInput& trusted, const std::optional<Card>& card) {
    if (!part("form", [&] { read_form(text); })) return;
    part("digest", [&] {
      digest_ = digest_of(receipt_);
      require(receipt_.at("digest") == digest_,
              "the receipt is not as it was written: its digest is another");
    });
    part("signature", [&] { check_signature(trusted.key); });
    if (trusted.card_key) part("card", [&] { check_card_key(*trusted.card_key, card); });
    if (card) {
      check_card(*card);
    } else {
      answer.not_given.push_back("card");
    }
    const bool has_table = part("clauses", [&] { read_table(); });
    part("attesters", [&] { check_attesters(card); });
    if (!trusted.document) answer.not_given.push_back("document");
    const bool is_at_hand =
        has_table && trusted.document && part("document", [&] { check_document(*trusted.document); });
    part("lists", [&] { check_joined_lists(has_table, is_at_hand); });
    part("readings", [&] { check_readings(); });
    part("day", [&] { check_day(); });
    answer.conditions = day_ + source_ + attested_ + read_ + left_out_;
    if (receipt_.at("proof").is_null()) {
      answer.not_given.push_back("proof");
    } else if (has_table) {
      prove(is_at_hand ? &document_ : nullptr);
    }
  }

  Answer answer;

 private:
  /// Runs `check`. If it refuses, or the JSON library throws, records a fault of the part.
  template <class What>
  bool part(const char* name, What check) {
    std::string why;
    try {
      check();
      return true;
    } catch (const TooLarge&) {
      throw;
    } catch (const std::bad_alloc&) {
      throw TooLarge("there is not enough memory to look at it");
    } catch (const Refused& refused) {
      why = refused.what();
    } catch (const std::exception&) {
      why = "it is not in the form of a receipt";
    }
    answer.faults.push_back({name, why});
    return false;
  }

  void read_table() {
    const Json& clauses = receipt_.at("clauses");
    const auto named = policy_.kinds.find(answer.kind);
    require(named != policy_.kinds.end(), "the policy is not about a document of kind `" + answer.kind + "`");
    require(named->second == sha256(canonical(clauses)),
            "the clause table is not the one that the policy has for this kind of document");
    table_ = read_clause_table(clauses);
    require(table_.kind == answer.kind, "the clause table is about another kind of document");
  }
  void prove(const ReadDocument* document) {
    std::vector<Difference> differences;
    const bool is_proven = part("proof", [&] {
      Proof proof(table_, receipt_.at("proof"), chosen_, document);
      proof.check_steps();
      differences = compare_results(table_, proof, receipt_);
      proof.check_all_needed();
      answer.steps = receipt_.at("proof").at("steps").size();
      answer.facts = receipt_.at("proof").at("facts").size();
    });
    if (!is_proven) return;
    for (Difference& found : differences) answer.faults.push_back({found.part, found.message});
  }

  /// Refuses a receipt with missing, additional or malformed members.
  void read_form(std::string_view text) {
    require_members(receipt_, "the receipt",
                    {"as_of?", "attesters?", "clauses", "digest", "document", "findings", "format", "policy",
                     "proof", "proof_left_out?", "readings", "rights", "signature?", "verdict"});
    require(canonical(receipt_) == text,
            "the file is not written as a receipt is: something was changed in it");
    policy_ = read_policy(receipt_.at("policy"));
    answer.policy = policy_.name;
    answer.verdict = text_in(receipt_, "the receipt", "verdict");
    require(answer.verdict == "compliant" || answer.verdict == "non-compliant" ||
                answer.verdict == "undetermined",
            "its verdict is none");
    for (const Json& finding : listed("findings")) {
      require_members(finding, "a finding", {"acts?", "clause", "level", "name?", "outcome", "subject"});
      require_texts(finding, "a finding", {"clause", "level", "name", "outcome", "subject"});
    }
    for (const Json& right : listed("rights")) {
      require_members(right, "a right", {"acts", "name?", "subject"});
      require_texts(right, "a right", {"name", "subject"});
    }
    require_members(receipt_.at("document"), "its `document`", {"date?", "kind", "lists?", "sha256"});
    const Json& document = receipt_.at("document");
    answer.kind = text_in(document, "its `document`", "kind");
    if (document.contains("date")) text_in(document, "its `document`", "date");
    if (receipt_.contains("as_of")) text_in(receipt_, "the receipt", "as_of");
    const bool is_left_out = receipt_.contains("proof_left_out");
    require(receipt_.at("proof").is_null() == is_left_out, "it has neither a proof, or both one and none");
    require(!is_left_out || receipt_.at("proof_left_out") == kProofLeftOut,
            "why it has no proof is not said");
    require(!policy_.files.contains(text_in(document, "its `document`", "sha256")),
            "its document is one of the policy's own files, too");
  }

  const Json& listed(const char* member) const {
    require(receipt_.at(member).is_array(), "its `" + std::string(member) + "` are no list");
    return receipt_.at(member);
  }
  static void require_texts(const Json& json, const char* what, const std::vector<const char*>& members) {
    for (const char* member : members) {
      if (json.contains(member)) text_in(json, what, member);
    }
  }

  void check_signature(const std::optional<std::string>& key) {
    if (receipt_.contains("signature"))
      answer.public_key = signer_of(receipt_.at("signature"), Signed::Receipt, digest_);
    if (!key) return;
    require(answer.public_key.has_value(), "there is none, and one is demanded");
    require(*answer.public_key == *key,
            "it is by the key " + *answer.public_key + ", not by the one demanded");
  }

  static void check_card_key(const std::string& key, const std::optional<Card>& card) {
    require(card && card->public_key, "it is not signed, and a signature is demanded");
    require(*card->public_key == key,
            "it is signed by the key " + *card->public_key + ", not by the one demanded");
  }

  /// Refuses a receipt whose policy is not the card's.
  void check_card(const Card& card) {
    answer.card = card.digest;
    answer.card_key = card.public_key;
    const Json& said = receipt_.at("policy");
    for (const auto& [member, value] : card.policy.items()) {
      if (!said.contains(member) || said.at(member) != value) differs(member, value);
    }
    for (const auto& [member, value] : said.items()) {
      if (!card.policy.contains(member)) differs(member, Json());
    }
  }
  void differs(const std::string& member, const Json& on_card) {
    const Json& said = receipt_.at("policy");
    auto in_words = [](const Json& json) {
      return json.is_string() ? "`" + escaped_word(json.get<std::string>()) + "`"
                              : std::string("another one");
    };
    const std::string in_receipt = said.contains(member) ? in_words(said.at(member)) : "none";
    answer.faults.push_back({"policy", "its `" + escaped_word(member) + "` is not that of the card: " +
                                           (on_card.is_null() ? "none" : in_words(on_card)) + " there, " +
                                           in_receipt + " in the receipt"});
  }

  /// Refuses a receipt whose attesters are not the card's.
  void check_attesters(const std::optional<Card>& card) {
    attesters_ = attesters_of(receipt_);
    require(!card || receipt_.value("attesters", Json()) == card->attesters,
            "those whose attestations count are not those of the card");
    std::set<std::string> names;
    for (const auto& [who, keys] : attesters_) names.insert(escaped_word(who.first));
    for (const std::string& name : names)
      attested_ += (attested_.empty() ? ", by the attestations of " : " and ") + name;
    if (!names.empty()) attested_ += " only";
  }

  void check_document(const std::string& text) {
    require(receipt_.at("document").at("sha256") == sha256(text), "its bytes are not those of the receipt");
    require_within(text.size() <= kMostBytes, "the document is longer than any that is checked");
    document_ = read_document(text, table_, attesters_);
    if (document_.not_counted > 0)
      attested_ += ", without " + std::to_string(document_.not_counted) + " by others";
    const Json& said = receipt_.at("document");
    require(said.contains("date") == document_.date.has_value() &&
                (!document_.date || day_number(said.at("date").get<std::string>()) == *document_.date),
            "its day is not that of the receipt");
  }

  /// What is only said of them is in the answer's first line where it changes what was looked at.
  void check_joined_lists(bool has_table, bool is_at_hand) {
    answer.lists = read_lists(receipt_.at("document"));
    for (const JoinedList& list : answer.lists) {
      if (list.left_out_by_only > 0)
        left_out_ += ", without " + rows_in_words(list.left_out_by_only) + " of " + escaped(list.file);
    }
    if (has_table)
      check_lists(answer.lists, table_, receipt_.at("proof"), is_at_hand ? &document_.json : nullptr);
  }

  /// Refuses readings that are not the policy's, in its order, each with one of its choices.
  void check_readings() {
    const Json& readings = receipt_.at("readings");
    require(readings.is_array(), "they are no list");
    std::string others;
    for (const Json& json : readings) {
      require_members(json, "a reading", {"choice", "name"});
      require(chosen_.size() < policy_.readings.size(), "there is one too many");
      const Reading& reading = policy_.readings[chosen_.size()];
      const std::string name = text_in(json, "a reading", "name"),
                        choice = text_in(json, "a reading", "choice");
      require(name == reading.name, "`" + name + "` stands where `" + reading.name + "` should");
      require(reading.choices.contains(choice), "`" + name + "` has no choice `" + choice + "`");
      chosen_[name] = choice;
      if (choice != reading.by_default)
        others += (others.empty() ? "" : ", ") + escaped_word(name) + " as " + escaped_word(choice) +
                  " (not " + escaped_word(reading.by_default) + ")";
    }
    require(chosen_.size() == policy_.readings.size(), "one is missing");
    if (policy_.readings.empty()) return;
    read_ = others.empty() ? ", read as by default" : ", read otherwise than by default: " + others;
  }

  /// Refuses a day on which the policy was not in force. The day is the document's, or the one that was asked
  /// for.
  void check_day() {
    const Json& document = receipt_.at("document");
    std::optional<std::string> date, as_of;
    if (document.contains("date")) date = document.at("date").get<std::string>();
    if (receipt_.contains("as_of")) as_of = receipt_.at("as_of").get<std::string>();
    if (date) day_number(*date);
    if (as_of) day_number(*as_of);
    const auto& counts = as_of ? as_of : date;
    if (as_of && as_of != date) {
      day_ = ", as of " + *as_of + (date ? " (the document is of " + *date + ")" : std::string());
    } else if (date) {
      day_ = ", on " + *date;
    }
    if (!policy_.has_source_lock) source_ = ", by a policy without a locked source";
    if (!policy_.from && !policy_.until) return;
    require(counts.has_value(), "the document has no day, and the policy is in force at some only");
    const std::int64_t day = day_number(*counts);
    require((!policy_.from || day >= *policy_.from) && (!policy_.until || day <= *policy_.until),
            "the policy is not in force on " + *counts);
  }

  const Json& receipt_;
  std::string digest_;
  Policy policy_;
  ClauseTable table_;
  Attesters attesters_;
  ReadDocument document_;
  Readings chosen_;
  std::string day_, source_, attested_, read_, left_out_;  ///< for `Answer::conditions`
};

/// The rank of a part in the answer; the most important part has the lowest.
int rank(const std::string& part) {
  static const std::vector<std::string> order = {
      "verdict", "document", "lists",     "policy", "clauses", "attesters", "day",    "readings", "findings",
      "rights",  "proof",    "signature", "card",   "form",    "digest",    "tables", "again"};
  return static_cast<int>(std::ranges::find(order, part) - order.begin());
}

}  // namespace

void Answer::sort_faults() {
  std::ranges::stable_sort(faults, {}, [](const Fault& fault) { return rank(fault.part); });
}

Status Answer::status() const {
  if (!error.empty()) return Status::Error;
  if (!faults.empty()) return Status::NotAsItWas;
  return not_given.empty() ? Status::Verified : Status::NotVerified;
}

std::string Answer::summary() const {
  switch (status()) {
    case Status::Error:
      return "error: " + escaped(error);
    case Status::NotAsItWas:
      return "not as it was: " + escaped(faults.front().part) + ": " + escaped(faults.front().message);
    case Status::NotVerified: {
      std::string missing;
      for (const std::string& part : not_given) missing += (missing.empty() ? "no " : ", no ") + part;
      return "consistent, but not verified: " + missing + " given" + conditions;
    }
    case Status::Verified:
      break;
  }
  return "verified: " + escaped(verdict) + " by " + escaped_word(policy) + " (card " + card.substr(0, 16) +
         ")" + conditions;
}

std::optional<Json> read_receipt(std::string_view text, std::string& why) {
  try {
    require_within(text.size() <= kMostBytes, "it is longer than any receipt");
    Json receipt = parse(text);
    require(receipt.is_object() && receipt.contains("format"), "it is no receipt");
    require(receipt.at("format").is_number_integer() && receipt.at("format") == kReceiptFormat,
            "its format is " + receipt.at("format").dump() + "; this version reads format 2");
    for (const char* part :
         {"clauses", "digest", "document", "findings", "policy", "proof", "readings", "rights", "verdict"}) {
      require(receipt.contains(part), "it has no `" + std::string(part) + "`");
    }
    return receipt;
  } catch (const Refused& refused) {
    why = refused.what();
    return std::nullopt;
  }
}

Answer verify_receipt(std::string_view receipt, const TrustedInput& trusted) {
  Answer answer;
  const auto read = read_receipt(receipt, answer.error);
  if (!read) return answer;
  std::optional<Card> card;
  try {
    if (trusted.card) card = read_card(*trusted.card);
  } catch (const Refused& refused) {
    answer.error = "the card cannot be used: " + std::string(refused.what());
    return answer;
  }
  ReceiptCheck check(*read);
  try {
    check.run(receipt, trusted, card);
  } catch (const TooLarge& too_large) {
    check.answer.error = too_large.what();
  }
  check.answer.sort_faults();
  return std::move(check.answer);
}

}  // namespace precept::checker
