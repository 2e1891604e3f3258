#include "render/pipeline/place.h"

#include <filesystem>

#include "base/name_in_file.h"

namespace precept::rendering {

std::string path_from(const std::string& root, const std::string& file) {
  namespace fs = std::filesystem;
  const fs::path path = fs::path(file).lexically_normal();
  if (!path.is_absolute()) return path.generic_string();
  const fs::path relative = path.lexically_relative(root);
  const bool is_below = !relative.empty() && *relative.begin() != "..";
  return (is_below ? relative : path).generic_string();
}

std::string place_text(const Place& at) {
  return at.line == 0 ? at.file : at.in_words();
}

std::string file_to_open(const std::string& file) {
  const auto in = file_in_archive(file);
  return in ? in->archive : file;
}

bool has_line(const Place& at) {
  return at.line != 0 && !at.is_cell() && !file_in_archive(at.file);
}

Place place_of(const std::string& document) {
  const auto line = line_of_file(document);
  return line ? Place{.file = line->file, .line = line->number, .column = 1} : Place{.file = document};
}

Place place_of(const Diagnostic& diagnostic, const Sources& sources, const std::string& file) {
  const bool has_place = !diagnostic.labels.empty() && diagnostic.labels.front().span.has_place();
  return has_place ? sources.place(diagnostic.labels.front().span) : place_of(file);
}

}  // namespace precept::rendering
