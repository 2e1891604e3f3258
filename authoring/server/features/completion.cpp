#include "authoring/server/completion/proposals.h"
#include "authoring/server/features/features.h"
#include "authoring/server/records/record_features.h"

namespace precept::server {

Json completion(const Context& context, const Json& params) {
  const Document& document = document_of(context, params);
  const Position at = position_of(member(params, "position"));
  const std::uint32_t offset = document.lines.offset(document.text, at, context.encoding());
  switch (kind_of(document.path)) {
    case DocumentKind::Policy:
      return complete_in_policy(context, document, offset);
    case DocumentKind::Tests:
      return complete_in_tests(context, document, offset);
    case DocumentKind::Record:
      return complete_in_record(context, document, offset);
    case DocumentKind::Other:
      break;
  }
  return {{"isIncomplete", false}, {"items", Json::array()}};
}

}  // namespace precept::server
