#include "authoring/server/capabilities.h"

#include <algorithm>

#include "authoring/server/common/commands.h"
#include "authoring/server/documents/uri.h"
#include "authoring/server/features/features.h"
#include "base/version.h"

namespace precept::server {

ClientSupport support_in(const Json& of) {
  ClientSupport support;
  support.snippets = flag_at(of, "/textDocument/completion/completionItem/snippetSupport", false);
  support.hierarchical_symbols =
      flag_at(of, "/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport", false);
  support.version_of_edits = flag_at(of, "/workspace/workspaceEdit/documentChanges", false);
  support.related_information = flag_at(of, "/textDocument/publishDiagnostics/relatedInformation", false);
  support.code_description = flag_at(of, "/textDocument/publishDiagnostics/codeDescriptionSupport", false);
  support.line_folding_only = flag_at(of, "/textDocument/foldingRange/lineFoldingOnly", false);
  return support;
}

Encoding encoding_in(const Json& of) {
  const Json::json_pointer at("/general/positionEncodings");
  if (!of.contains(at) || !of.at(at).is_array()) return Encoding::Utf16;
  const Json& offered = of.at(at);
  return std::ranges::find(offered, Json("utf-8")) != offered.end() ? Encoding::Utf8 : Encoding::Utf16;
}

std::vector<std::filesystem::path> folders_in(const Json& params) {
  std::vector<std::filesystem::path> folders;
  if (!params.is_object()) return folders;
  if (params.contains("workspaceFolders") && params["workspaceFolders"].is_array()) {
    for (const Json& each : params["workspaceFolders"]) {
      if (each.is_object() && each.contains("uri") && each["uri"].is_string())
        folders.push_back(path_of_uri(each["uri"].get<std::string>()));
    }
  } else if (params.contains("rootUri") && params["rootUri"].is_string()) {
    folders.push_back(path_of_uri(params["rootUri"].get<std::string>()));
  }
  std::erase_if(folders, [](const auto& folder) { return !folder.is_absolute(); });
  return folders;
}

Json initialize_result(Encoding encoding, bool can_format) {
  constexpr int kIncremental = 2;
  Json can = {
      {"positionEncoding", encoding == Encoding::Utf8 ? "utf-8" : "utf-16"},
      {"textDocumentSync",
       {{"openClose", true}, {"change", kIncremental}, {"save", {{"includeText", false}}}}},
      {"hoverProvider", true},
      {"completionProvider", {{"triggerCharacters", {".", " ", "\"", "{", "`", "(", ":"}}}},
      {"signatureHelpProvider", {{"triggerCharacters", {"(", ","}}}},
      {"definitionProvider", true},
      {"referencesProvider", true},
      {"documentHighlightProvider", true},
      {"renameProvider", {{"prepareProvider", true}}},
      {"documentSymbolProvider", true},
      {"workspaceSymbolProvider", true},
      {"foldingRangeProvider", true},
      {"selectionRangeProvider", true},
      {"codeActionProvider", {{"codeActionKinds", {"quickfix", "refactor"}}}},
      {"codeLensProvider", {{"resolveProvider", false}}},
      {"inlayHintProvider", true},
      {"documentFormattingProvider", can_format},
      {"executeCommandProvider", {{"commands", command_names()}}},
      {"semanticTokensProvider", {{"legend", semantic_token_legend()}, {"full", true}, {"range", true}}},
      {"workspace", {{"workspaceFolders", {{"supported", true}, {"changeNotifications", true}}}}}};
  return {{"capabilities", std::move(can)}, {"serverInfo", {{"name", "precept"}, {"version", kVersion}}}};
}

}  // namespace precept::server
