#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "render/json/mistakes.h"
#include "render/verification.h"
#include "tools/commands/commands.h"
#include "tools/commands/verify_receipt.h"

namespace precept::tools {

int verify(const VerifyArguments& arguments, Output& output) {
  std::error_code error;
  if (std::filesystem::is_directory(arguments.receipt, error)) return verify_folder(arguments, output);
  LoadedPrograms loaded;
  const VerifiedReceipt verified = verify_receipt(arguments, loaded);
  const auto& result = verified.result;
  if (!result && arguments.format == ReportFormat::Json) {
    write_failure_json(verified.diagnostics, verified.sources, arguments.receipt, output);
    return kNotChecked;
  }
  if (!result) {
    output.write_mistakes(
        diagnostics_text(verified.diagnostics, verified.sources, color_of(STDERR_FILENO, arguments.color)));
    return kNotChecked;
  }
  if (arguments.format == ReportFormat::Json) {
    write_verification_json(*result, output);
  } else {
    write_verification_text(*result, color_of(STDOUT_FILENO, arguments.color), output);
  }
  return static_cast<int>(result->answer.status());
}

// ---- on the command line -------------------------------------------------------------------------------

namespace {

constexpr const char* kVerifyExamples = R"(
Examples:
  precept verify r.json
  precept verify r.json --with meeting.json policies
  precept verify r.json --with meeting.json policies --table attendance=list.xlsx --mapping list.map.toml
  precept verify r.json --key office.pub --format json
  precept verify receipts/ --with meetings policies --require document,policy,tables

Exit code: 0 verified, with the policy and the document; 3 consistent, but not verified, as one of them was not
given; 1 something is not as it was; 2 the receipt or what was given with it cannot be read. Of a folder the
gravest counts.
)";

/// What is wrong with a list of parts.
std::string unknown_part(const std::string& list) {
  for (const std::string& part : parts_of(list)) {
    if (std::ranges::find(kRequired, part) == kRequired.end())
      return fmt::format("`{}` is none of {}", part, fmt::join(kRequired, ", "));
  }
  return {};
}

}  // namespace

Command verify_command() {
  auto of = std::make_shared<VerifyArguments>();
  return {
      .name = "verify",
      .help = "Say whether a receipt is as it was, and its proof holds",
      .options = {{.names = "RECEIPT",
                   .target = &of->receipt,
                   .help = "What `precept check --receipt` wrote: a file, or a folder of them",
                   .is_required = true},
                  {"--with", &of->with,
                   "What the receipt names, to hold it against: document, policy, tables, or folders of them",
                   "PATH"},
                  {"--key", &of->key, "Demand that it is signed by the owner of this public key", "NAME.pub"},
                  {.names = "--require",
                   .target = &of->require,
                   .help =
                       "What must be given: document, lists, policy, tables, signature (by --key), or all; "
                       "compliant: the "
                       "verdict that it must be of",
                   .value = "PART,…",
                   .fault = unknown_part},
                  lists_option(of->lists),
                  mapping_option(of->lists),
                  map_option(of->lists),
                  format_option<ReportFormat>(of->format, kReportFormats, "text or json"),
                  color_option(of->color)},
      .examples = kVerifyExamples,
      .run = [of](Output& output) { return verify(*of, output); }};
}

}  // namespace precept::tools
