# precept_embed(TARGET NAME PATTERN...): carries files in the binary. TARGET gets a source that defines
# `precept::tools::NAME()` (tools/common/embedded.h), the texts of the files by their names.
function(precept_embed target name)
  file(GLOB files CONFIGURE_DEPENDS ${ARGN})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${files})
  set(entries "")
  foreach(file ${files})
    get_filename_component(base ${file} NAME)
    file(READ ${file} text)
    string(APPEND entries "    {\"${base}\", R\"embedded(${text})embedded\"},\n")
  endforeach()
  set(source ${CMAKE_BINARY_DIR}/embedded_${name}.cpp)
  file(GENERATE OUTPUT ${source} CONTENT "// Written by cmake/embed.cmake.
#include \"tools/common/embedded.h\"

namespace precept::tools {

const EmbeddedFiles& ${name}() {
  static const EmbeddedFiles files = {
${entries}  };
  return files;
}

}  // namespace precept::tools
")
  target_sources(${target} PRIVATE ${source})
endfunction()
