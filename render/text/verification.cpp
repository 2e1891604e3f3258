#include "render/verification.h"

#include <fmt/format.h>

#include <algorithm>

#include "checker/text.h"
#include "render/layout.h"

namespace precept::rendering {

namespace {

constexpr std::size_t kIndent = 14;

/// One line, made harmless, because anybody may have written the receipt.
void line(Sink& output, const std::string& part, std::string_view words) {
  output.write(fmt::format("  {:<{}}{}\n", terminal_text(part), kIndent - 2, terminal_text(words)));
}

void names(Sink& output, const std::string& part, const std::vector<std::string>& all) {
  std::string words;
  for (const std::string& name : all) words += (words.empty() ? "" : ", ") + name;
  if (!all.empty()) line(output, part, words);
}

}  // namespace

void write_verification_text(const Verification& verification, Color color, Sink& output) {
  const checker::Answer& answer = verification.answer;
  const checker::Status status = answer.status();
  const auto ink = status == checker::Status::Verified     ? kGreen
                   : status == checker::Status::NotAsItWas ? kRed
                                                           : kYellow;
  output.write(
      fmt::format("{}: {}\n", terminal_text(verification.file), colored(answer.summary(), ink, color)));
  if (status == checker::Status::NotVerified) {
    line(output, "of itself",
         fmt::format("it says: {} by {}", answer.verdict, checker::escaped_word(answer.policy)));
  }
  // The first fault is told in the first line.
  for (std::size_t i = 1; i < answer.faults.size(); ++i)
    line(output, "✗ " + answer.faults[i].part, answer.faults[i].message);
  for (const VerifiedPart& part : verification.verified) line(output, "✓ " + part.part, part.words);
  for (const checker::JoinedList& list : answer.lists) {
    if (answer.faults.empty() && std::ranges::count(verification.recounted, list.path) == 0)
      line(output, "as it says", list.in_words());
  }
  names(output, "not given", verification.not_given);
  names(output, "not named", verification.not_named);
}

namespace {

bool passes(const FolderVerification::Entry& entry) {
  return entry.error.empty() && entry.verification.answer.verdict == "compliant";
}

void write_entry(const FolderVerification::Entry& entry, Color color, Sink& output) {
  const Verification& verification = entry.verification;
  const checker::Status status = verification.answer.status();
  const bool is_verified = entry.error.empty() && status == checker::Status::Verified;
  if (is_verified && passes(entry)) return;
  std::string words = entry.error.empty() ? verification.answer.summary() : entry.error;
  if (entry.document.empty()) words += "; there is no document at its place";
  if (is_verified) words += "; its document does not pass";
  const bool is_bad = !entry.error.empty() || status == checker::Status::NotAsItWas;
  output.write(fmt::format("{}: {}\n", terminal_text(verification.file),
                           colored(terminal_text(words), is_bad ? kRed : kYellow, color)));
}

}  // namespace

void write_verifications_text(const FolderVerification& folder, Color color, Sink& output) {
  std::size_t verified = 0, failing = 0, not_as_it_was = 0, not_verified = 0, unread = 0;
  for (const FolderVerification::Entry& entry : folder.receipts) {
    write_entry(entry, color, output);
    const checker::Status status = entry.verification.answer.status();
    unread += entry.error.empty() ? 0 : 1;
    if (!entry.error.empty()) continue;
    verified += status == checker::Status::Verified ? 1 : 0;
    failing += status == checker::Status::Verified && !passes(entry) ? 1 : 0;
    not_as_it_was += status == checker::Status::NotAsItWas ? 1 : 0;
    not_verified += status == checker::Status::NotVerified ? 1 : 0;
  }
  for (const std::string& file : folder.without_receipt)
    output.write(fmt::format("{}: {}\n", terminal_text(file), colored("it has no receipt", kYellow, color)));
  for (const std::string& file : folder.outdated)
    output.write(
        fmt::format("{}: {}\n", terminal_text(file), colored("set aside by a later check", kYellow, color)));
  std::string summary = fmt::format("{}: {} verified",
                                    number_and_noun(folder.receipts.size(), "receipt", "receipts"), verified);
  if (failing > 0) summary += fmt::format(" ({} of a document that does not pass)", failing);
  auto add = [&](std::size_t number, const char* what) {
    if (number > 0) summary += fmt::format(", {} {}", number, what);
  };
  add(not_as_it_was, "not as it was");
  add(not_verified, "consistent, but not verified");
  add(unread, "not read");
  if (!folder.without_receipt.empty())
    summary += fmt::format("; {} without a receipt",
                           number_and_noun(folder.without_receipt.size(), "document", "documents"));
  output.write(summary + "\n");
}

}  // namespace precept::rendering
