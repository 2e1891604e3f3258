// What the editor says that it can do, and what the server answers to that.
#pragma once

#include <filesystem>
#include <vector>

#include "authoring/server/common/feature.h"

namespace precept::server {

ClientSupport support_in(const Json& capabilities);
/// UTF-8 where the editor can, for that needs no counting; else UTF-16, which every editor can.
Encoding encoding_in(const Json& capabilities);
/// The folders that `initialize` names.
std::vector<std::filesystem::path> folders_in(const Json& params);
Json initialize_result(Encoding encoding, bool can_format);

}  // namespace precept::server
