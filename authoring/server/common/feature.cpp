#include "authoring/server/common/feature.h"

#include <fmt/format.h>

#include "authoring/server/documents/uri.h"

namespace precept::server {

const Document& document_of(const Context& context, const Json& params) {
  const std::string uri = text_member(member(params, "textDocument"), "uri");
  const Document* document = context.workspace.documents.find(uri);
  if (document == nullptr) throw RequestError(ErrorCode::InvalidParams, fmt::format("`{}` is not open", uri));
  return *document;
}

Position position_of(const Json& at) {
  return {number_member(at, "line"), number_member(at, "character")};
}

Spot spot_at(const Context& context, const Document& document, std::uint32_t offset) {
  Spot spot{.document = &document, .policy = {}, .offset = offset};
  if (kind_of(document.path) != DocumentKind::Policy) return spot;
  spot.policy = context.workspace.state(context.workspace.root_of(document.path));
  spot.file = spot.policy->file_at(document.path).value_or(kNoFile);
  // A part that its policy could not take in is looked at by itself.
  if (spot.file == kNoFile && spot.policy->root != document.path) {
    spot.policy = context.workspace.state(document.path);
    spot.file = spot.policy->file_at(document.path).value_or(kNoFile);
  }
  return spot;
}

Spot spot_near(const Context& context, const Document& document, std::uint32_t offset) {
  if (kind_of(document.path) != DocumentKind::Policy) return spot_at(context, document, offset);
  Spot spot{
      .document = &document, .policy = context.workspace.state_near(document, offset), .offset = offset};
  spot.file = spot.policy->file_at(document.path).value_or(kNoFile);
  return spot.file != kNoFile ? spot : spot_at(context, document, offset);
}

const PolicyState& whole_policy(const Context& context, const Spot& spot) {
  const auto whole = context.workspace.known_state(spot.policy->root);
  return whole && whole->analysis ? *whole : *spot.policy;
}

Spot spot_of(const Context& context, const Json& params) {
  const Document& document = document_of(context, params);
  const Position at = position_of(member(params, "position"));
  return spot_at(context, document, document.lines.offset(document.text, at, context.encoding()));
}

Json position_json(Position at) {
  return {{"line", at.line}, {"character", at.character}};
}

Json range_json(const TextLines& lines, std::string_view text, std::uint32_t begin, std::uint32_t end,
                Encoding encoding) {
  return {{"start", position_json(lines.position(text, begin, encoding))},
          {"end", position_json(lines.position(text, end, encoding))}};
}

Json range_json(const PolicyState& policy, Span span, Encoding encoding) {
  return range_json(policy.lines(span.file), policy.text(span.file), span.begin, span.end, encoding);
}

Json range_json(const Document& document, std::uint32_t begin, std::uint32_t end, Encoding encoding) {
  return range_json(document.lines, document.text, begin, end, encoding);
}

std::string uri_of(const Workspace& workspace, const std::filesystem::path& file) {
  const Document* document = workspace.documents.at(file);
  return document != nullptr ? document->uri : uri_of_path(file);
}

Json location_json(const Context& context, const PolicyState& policy, Span span) {
  return {{"uri", uri_of(context.workspace, policy.path_of(span.file))},
          {"range", range_json(policy, span, context.encoding())}};
}

Json workspace_edit(const Context& context, const std::filesystem::path& file, Json edits) {
  return workspace_edit(context, {{file, std::move(edits)}});
}

Json workspace_edit(const Context& context, const std::map<std::filesystem::path, Json>& edits) {
  Json changes = Json::object(), documents = Json::array();
  for (const auto& [file, of_file] : edits) {
    const std::string uri = uri_of(context.workspace, file);
    const Document* document = context.workspace.documents.at(file);
    changes[uri] = of_file;
    documents.push_back(
        {{"textDocument",
          {{"uri", uri}, {"version", document != nullptr ? Json(document->version) : Json(nullptr)}}},
         {"edits", of_file}});
  }
  if (context.client.version_of_edits) return {{"documentChanges", std::move(documents)}};
  return {{"changes", std::move(changes)}};
}

Json text_edit(Json range, std::string text) {
  return {{"range", std::move(range)}, {"newText", std::move(text)}};
}

Json markdown(std::string text) {
  return {{"kind", "markdown"}, {"value", std::move(text)}};
}

std::string code_block(std::string_view code) {
  return fmt::format("```precept\n{}\n```", code);
}

}  // namespace precept::server
