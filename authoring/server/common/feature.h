// What the features share: who asks, about which place, and how places are told to the editor.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "authoring/server/protocol/message.h"
#include "authoring/server/workspace/workspace.h"

namespace precept::server {

/// What the editor said that it can do.
struct ClientSupport {
  bool snippets = false;
  bool hierarchical_symbols = true;
  bool version_of_edits = false;  ///< `documentChanges` in edits of the workspace
  bool related_information = false, code_description = false;
  bool line_folding_only = false;
};

struct Context {
  Workspace& workspace;
  const ClientSupport& client;

  Encoding encoding() const { return workspace.documents.encoding(); }
};

/// A place in a buffer with a policy, and what is known there.
struct Spot {
  const Document* document = nullptr;
  std::shared_ptr<const PolicyState> policy;
  FileId file = kNoFile;  ///< of the policy; none where the policy could not be read
  std::uint32_t offset = 0;

  bool is_known() const { return policy && policy->analysis && file != kNoFile; }
  const Analysis& analysis() const { return *policy->analysis; }
  std::string_view text() const { return document->text; }
};

/// What is wrong by the file that it is in, and what it was found from.
struct FoundByFile {
  std::map<std::filesystem::path, Json> mistakes;
  std::map<std::filesystem::path, FileStamp> stamps;
  std::uint64_t epoch = 0;
};

/// The buffer that the question names; a RequestError where it is not open.
const Document& document_of(const Context& context, const Json& params);
Position position_of(const Json& at);
Spot spot_at(const Context& context, const Document& document, std::uint32_t offset);
/// The same for what is asked while somebody types: other clauses may be left out of the analysis.
Spot spot_near(const Context& context, const Document& document, std::uint32_t offset);
/// The policy with all of its clauses as it was looked at last, where `spot_near` left some out.
const PolicyState& whole_policy(const Context& context, const Spot& spot);
/// The place that the question names by `textDocument` and `position`.
Spot spot_of(const Context& context, const Json& params);

Json position_json(Position at);
Json range_json(const TextLines& lines, std::string_view text, std::uint32_t begin, std::uint32_t end,
                Encoding encoding);
Json range_json(const PolicyState& policy, Span span, Encoding encoding);
Json range_json(const Document& document, std::uint32_t begin, std::uint32_t end, Encoding encoding);
/// The URI of the buffer, as the editor calls it, or of the file.
std::string uri_of(const Workspace& workspace, const std::filesystem::path& file);
Json location_json(const Context& context, const PolicyState& policy, Span span);
/// Edits of one file as an edit of the workspace.
Json workspace_edit(const Context& context, const std::filesystem::path& file, Json edits);
Json workspace_edit(const Context& context, const std::map<std::filesystem::path, Json>& edits);
Json text_edit(Json range, std::string text);
Json markdown(std::string text);
/// As a block of code.
std::string code_block(std::string_view code);

}  // namespace precept::server
