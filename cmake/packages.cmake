# Debian's packages, by CPack (./dev package; docs/installing.md): the command; the checker of receipts by itself; the C
# interface, and what one builds on it with; Python; Node. Each is made of one component of cmake/install.cmake.
find_program(DPKG dpkg)
if(NOT DPKG OR NOT PRECEPT_COMPILER)
  return()
endif()

set(PRECEPT_MAINTAINER "Precept maintainers <maintainers@precept.invalid>" CACHE STRING
    "who answers for Debian's packages; whoever passes them on puts their own name here")
set(revision 1)
set(PRECEPT_DEBIAN_VERSION ${PROJECT_VERSION}-${revision})
set(debian ${CMAKE_BINARY_DIR}/debian)
set(files ${PROJECT_SOURCE_DIR}/packaging/debian)

# package(COMPONENT NAME SECTION SUMMARY TEXT [what it depends on besides its shared libraries…])
macro(package component name section summary text)
  string(TOUPPER ${component} key)
  set(CPACK_DEBIAN_${key}_PACKAGE_NAME ${name})
  set(CPACK_DEBIAN_${key}_PACKAGE_SECTION ${section})
  set(CPACK_COMPONENT_${key}_DESCRIPTION
      "${summary}\nPrecept is a small declarative language for the clauses of a resolution, with\nan engine that holds documents against them and explains every decision.\n\n${text}")
  string(JOIN ", " CPACK_DEBIAN_${key}_PACKAGE_DEPENDS ${ARGN})
  list(APPEND CPACK_COMPONENTS_ALL ${component})
  # As Debian's policy has it: in every package its licence and what changed.
  set(PRECEPT_PACKAGE ${name})
  configure_file(${files}/changelog.in ${debian}/${name}/changelog.Debian @ONLY)
  install(FILES ${debian}/${name}/changelog.Debian ${debian}/copyright
          DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/doc/${name} COMPONENT ${component} EXCLUDE_FROM_ALL)
  install(FILES CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/doc/${name} RENAME changelog
          COMPONENT ${component} EXCLUDE_FROM_ALL)
endmacro()

# Of libraries that are all headers, and of ANTLR, code is in our own binaries: their licences come along.
set(PRECEPT_COMPILED_IN "")
foreach(library libantlr4-runtime-dev libcli11-dev libhwy-dev libtomlplusplus-dev nlohmann-json3-dev pybind11-dev
                node-addon-api)
  set(licence /usr/share/doc/${library}/copyright)
  if(EXISTS ${licence})
    file(READ ${licence} text)
    string(APPEND PRECEPT_COMPILED_IN "\n---- ${library} ----\n\n${text}")
  endif()
endforeach()
set(licence ${CMAKE_BINARY_DIR}/bindings/node/node_modules/node-addon-api/LICENSE.md)  # where it is npm's
if(EXISTS ${licence})
  file(READ ${licence} text)
  string(APPEND PRECEPT_COMPILED_IN "\n---- node-addon-api ----\n\n${text}")
endif()
configure_file(${files}/copyright.in ${debian}/copyright @ONLY)

# The day of the changelog is that of the newest commit, so that the same sources give the same packages.
set(day $ENV{SOURCE_DATE_EPOCH})
if(day)
  set(day -d @${day})
endif()
execute_process(COMMAND date -u -R ${day} OUTPUT_VARIABLE PRECEPT_DAY OUTPUT_STRIP_TRAILING_WHITESPACE)

set(of_library "libprecept${PRECEPT_ABI_VERSION} (= ${PRECEPT_DEBIAN_VERSION})")
package(command precept utils "check documents against policies, and say why"
"This package has the command precept with its manual, the policies that come
with it, examples and documentation.")
package(verifier precept-verify utils "small checker of Precept's receipts"
"This package has precept-verify alone, which says whether the receipt of a
decision follows from the document by a policy's card. It shares no code with
the engine: who does not trust that needs nothing of it.")
package(library libprecept${PRECEPT_ABI_VERSION} libs "C interface of Precept: shared library"
"This package has the library that programs in C, Python and Node.js use.")
package(development libprecept-dev libdevel "C and C++ interfaces of Precept: development files"
"This package has the headers, the static libraries for C++, and what CMake and
pkg-config find them by."
  ${of_library} libfmt-dev libsimdjson-dev nlohmann-json3-dev libsodium-dev libutf8proc-dev libfyaml-dev
  libminizip-dev libexpat1-dev libpugixml-dev libxml2-dev zlib1g-dev libantlr4-runtime-dev uuid-dev)
if(TARGET precept_python)
  # A module of CPython is made for one minor version.
  string(REGEX MATCH "^([0-9]+)\\.([0-9]+)" minor ${PRECEPT_PYTHON_VERSION})
  math(EXPR next "${CMAKE_MATCH_2} + 1")
  package(python python3-precept python "check documents against policies: Python"
"This package has the module precept of Python, with its types."
    ${of_library} "python3 (>= ${minor})" "python3 (<< ${CMAKE_MATCH_1}.${next})")
  set(CPACK_DEBIAN_PYTHON_PACKAGE_CONTROL_EXTRA ${files}/python/postinst ${files}/python/prerm)
endif()
if(TARGET precept_node)
  package(node node-precept javascript "check documents against policies: Node.js"
"This package has the module precept of Node.js, with types for TypeScript."
    ${of_library} "nodejs (>= 18)")
endif()

set(CPACK_DEBIAN_LIBRARY_PACKAGE_CONTROL_EXTRA ${files}/library/triggers)

set(CPACK_GENERATOR DEB)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_PACKAGE_NAME precept)
set(CPACK_PACKAGE_CONTACT ${PRECEPT_MAINTAINER})
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGING_INSTALL_PREFIX ${CMAKE_INSTALL_PREFIX})
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR}/packages)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ
                                                WORLD_EXECUTE)
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/compress_pages.cmake)
set(CPACK_POST_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/without_ldconfig.cmake)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE ${revision})
set(CPACK_DEBIAN_PACKAGE_SOURCE precept)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${CMAKE_BINARY_DIR}/bindings)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")
include(CPack)
