#include "tools/receipts/recount.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "engine/input/as_json.h"
#include "engine/project/joined_lists.h"

namespace precept::tools {

namespace {

using checker::JoinedList;
using checker::Json;

/// The lists to read. Those of a project are of a document that has them in files of their own.
std::optional<input::DocumentLists> wanted_lists(const input::ListWords& words,
                                                 const ReceiptMatching& matching, Diagnostics& diagnostics) {
  DocumentName document;
  document.lists = input::document_lists(words, diagnostics);
  if (matching.project() != nullptr && matching.says_lists() && !matching.has_own_document() &&
      matching.document() != kNoFile) {
    document.name = matching.document_path();
    document.path = document.name;
    input::add_project_lists(document, *matching.project(), diagnostics);
  }
  if (diagnostics.has_errors()) return std::nullopt;
  document.lists.mappings.presets = matching.preset_folders();
  return std::move(document.lists);
}

/// The document that was given in place of the receipt's, with its kind where it does not say it.
FileId with_kind(const std::string& kind, std::span<const Program* const> policies,
                 const ReceiptMatching& matching, Sources& sources) {
  DocumentName document;
  document.name = matching.document_path();
  document.path = document.name;
  Diagnostics other_kind;  // of which the receipt is then not
  const auto file = input::as_json(document, matching.document(), {.policies = policies, .kind = kind},
                                   sources, other_kind);
  return file.value_or(matching.document());
}

std::string counts(const JoinedList& list) {
  return fmt::format("{} records and {} left out by `only`", list.records, list.left_out_by_only);
}

/// The list in the document; null where it cannot be read.
Json elements(const std::string& document, const std::string& path) {
  Json json = Json::parse(document, nullptr, false);
  return json.is_object() ? json.value(path.substr(1), Json()) : Json();
}

}  // namespace

std::optional<ListsAgain> join_again(const input::ListWords& words, const std::string& kind,
                                     ReceiptMatching& matching, Sources& sources, Diagnostics& diagnostics) {
  const auto wanted = wanted_lists(words, matching, diagnostics);
  if (!wanted) return std::nullopt;
  if (wanted->names.empty() && wanted->mappings.is_empty()) return ListsAgain();
  if (matching.policy() == nullptr) {
    diagnostics
        .report(DiagnosticKind::BadOption, {},
                "a list is read by the policy, and none of the receipt's is given")
        .with_help("name the policy's file or folder behind --with");
    return std::nullopt;
  }
  const bool is_made = !matching.has_own_document() && matching.document() != kNoFile;
  const Program* policies[] = {matching.policy()};
  const FileId base = is_made ? with_kind(kind, policies, matching, sources)
                              : sources.add("the receipt's document", Json({{"kind", kind}}).dump());
  Diagnostics told;
  auto joined = input::join_lists(base, *wanted, policies, sources, told);
  if (!joined || joined->has_mistakes || told.has_errors()) {
    diagnostics.add(told);
    return std::nullopt;
  }
  if (is_made) matching.set_document(joined->file);
  return ListsAgain{joined->file, input::lists_said(joined->lists, sources)};
}

std::string difference_of(const JoinedList& again, const std::vector<JoinedList>& said,
                          const std::string& joined, const std::string& document) {
  const auto found = std::ranges::find(said, again.path, &JoinedList::path);
  if (found == said.end()) return fmt::format("the receipt has no list `{}`", again.path);
  if (found->sha256 != again.sha256)
    return fmt::format("`{}` was read from another file than {}: the receipt has the digest {}", again.path,
                       again.file, found->sha256.substr(0, 16));
  if (found->sheet != again.sheet) return fmt::format("`{}` was read from another sheet", again.path);
  if (found->mapping != again.mapping) return fmt::format("`{}` was read with another mapping", again.path);
  if (found->records != again.records || found->left_out_by_only != again.left_out_by_only)
    return fmt::format("`{}`: the receipt has {}, and now there are {}", again.path, counts(*found),
                       counts(again));
  if (document.empty()) return {};
  const Json now = elements(joined, again.path), then = elements(document, again.path);
  if (now == then) return {};
  std::size_t same = 0;
  while (same < now.size() && same < then.size() && now[same] == then[same]) ++same;
  return fmt::format("`{}/{}` of the document is not what {} gives", again.path, same, again.file);
}

}  // namespace precept::tools
