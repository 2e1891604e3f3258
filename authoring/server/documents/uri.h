// Names of files as editors write them: `file:///policies/the%20hall.precept`.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace precept::server {

/// The file, absolute and without links and dots. A name that is of no file (`untitled:1`) stays as it is.
std::filesystem::path path_of_uri(std::string_view uri);
/// What `path_of_uri` gives this path for.
std::string uri_of_path(const std::filesystem::path& path);
/// The path without links and dots, also of a file that is not there.
std::filesystem::path plain_path(const std::filesystem::path& path);

}  // namespace precept::server
