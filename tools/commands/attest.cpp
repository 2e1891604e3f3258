#include <fmt/format.h>
#include <unistd.h>

#include <memory>

#include "base/text.h"
#include "engine/input/keys.h"
#include "runtime/read/signing.h"
#include "runtime/repair/answers/answers.h"
#include "tools/commands/commands.h"
#include "tools/commands/one_document.h"
#include "tools/common/clock.h"

namespace precept::tools {

namespace {

/// Adds one attestation to a document, signed where a key is given. It is tried before anything is written.
class AttestCommand {
 public:
  AttestCommand(const AttestArguments& arguments, Output& output)
      : arguments_(arguments),
        output_(output),
        one_({.document = arguments.file,
              .policies = arguments.policies,
              .settings = {.kind = arguments.kind},
              .color = arguments.color},
             output) {}

  int run() {
    if (!one_.open()) return one_.end_with_diagnostics();
    const bool is_made = make() && put();
    one_.write_diagnostics(one_.document().diagnostics());
    one_.write_diagnostics(mistakes_);
    if (!is_made) return kNotChecked;
    if (arguments_.target.empty()) {
      output_.write(attestation_json(answer_) + "\n");
      return kCompliant;
    }
    Diagnostics diagnostics;
    bool is_written =
        write_file(arguments_.target, one_.document().text(), one_.inputs(), output_, diagnostics);
    one_.write_diagnostics(diagnostics);
    return is_written ? kCompliant : kNotChecked;
  }

 private:
  bool make() {
    answer_ = {.judgement = without_faults(arguments_.judgement), .about = without_faults(arguments_.about)};
    answer_.value = arguments_.value ? "true" : "false";
    answer_.by = without_faults(arguments_.by);
    answer_.date = arguments_.date.empty() ? format_date(day_of_clock()) : arguments_.date;
    answer_.reason = without_faults(arguments_.reason);
    if (arguments_.sign_key.empty()) return true;
    auto key = read_key(arguments_.sign_key, KeyKind::Secret, mistakes_);
    if (!key) return false;
    WrittenAttestation written{.judgement = answer_.judgement,
                               .about = answer_.about,
                               .by = answer_.by,
                               .date = answer_.date,
                               .reason = answer_.reason,
                               .value = arguments_.value};
    auto signature = sign_attestation(written, document_identity(one_.document().text()), *key);
    if (signature) {
      answer_.signature = *signature;
      return true;
    }
    mistakes_
        .report(DiagnosticKind::CannotRead, {},
                fmt::format("`{}` cannot be used: what it holds is no Ed25519 key", arguments_.sign_key))
        .with_help("make a pair of keys with `precept keygen NAME`");
    return false;
  }

  /// Puts the attestation into the document, and reports what the document's reader says.
  bool put() {
    AnswersFile answers{.document = one_.document().name().name, .kind = {}, .answers = {answer_}};
    if (!one_.document().set_answers(answers, "the attestation", mistakes_)) return false;
    const DocumentReport& report = one_.document().check();
    one_.write_diagnostics(report.diagnostics);
    return report.verdict.has_value();
  }

  const AttestArguments& arguments_;
  Output& output_;
  OneDocument one_;
  Diagnostics mistakes_;
  Answer answer_;
};

}  // namespace

int attest(const AttestArguments& arguments, Output& output) {
  return AttestCommand(arguments, output).run();
}

// ---- on the command line -------------------------------------------------------------------------------

namespace {

constexpr const char* kAttestExamples = R"(
Example:
  precept attest proposal.json --policy policies/wtsa-res54 --judgement committed --about Sudan --value yes \
      --by "chair of SG11" --sign sg11.key

The attestation is written to standard output, to be put into the document. Its signature covers it and all of the
document but its attestations; `trust` in precept.project says whose signature counts.

Exit code: 0 it is made, 2 the document cannot be read or written, or would be refused with the attestation.
)";

}  // namespace

Command attest_command() {
  auto of = std::make_shared<AttestArguments>();
  Option value{.names = "--value",
               .target = [of](int chosen) { of->value = chosen == 1; },
               .help = "yes or no",
               .is_required = true};
  value.choices = {{"no", 0}, {"yes", 1}};
  return {
      .name = "attest",
      .help = "Attest a judgement about a document, and sign that",
      .options =
          {{.names = "FILE", .target = &of->file, .help = "A document", .is_required = true},
           {.names = "-p,--policy",
            .target = &of->policies,
            .help = "A policy that asks for the judgement",
            .is_required = true},
           {.names = "--judgement",
            .target = &of->judgement,
            .help = "Which one",
            .value = "NAME",
            .is_required = true},
           {"--about", &of->about, "Whom it is about: a name, or a JSON pointer", "NAME"},
           value,
           {.names = "--by", .target = &of->by, .help = "Who attests", .value = "NAME", .is_required = true},
           {"--date", &of->date, "The day (default: today)", "DATE"},
           {"--reason", &of->reason, "Why", "TEXT"},
           kind_option(of->kind),
           {"--sign", &of->sign_key, "Sign it with this secret key (precept keygen)", "NAME.key"},
           {"-o,--output", &of->target, "Write the document with the attestation to another file", "FILE"},
           color_option(of->color)},
      .examples = kAttestExamples,
      .run = [of](Output& output) { return attest(*of, output); }};
}

}  // namespace precept::tools
