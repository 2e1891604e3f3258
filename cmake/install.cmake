# What `cmake --install` gives: the commands, and for whoever builds on Precept the libraries, their headers as they
# lie in the tree, a CMake package (`find_package(Precept)`: precept::engine, precept::runtime, precept::compiler,
# precept::render, precept::checker; precept::c for C, which needs none of what the others are linked with) and files for
# pkg-config (precept-c: the C interface, precept: the rest). tests/consumer/ builds against an installed tree.
include(CMakePackageConfigHelpers)

set(libraries precept_options precept_base precept_checker precept_runtime)
set(commands precept-verify)
set(rooms base checker runtime)
if(PRECEPT_COMPILER)
  list(APPEND libraries precept_grammar precept_compiler precept_render precept_engine)
  list(APPEND commands precept)
  list(APPEND rooms compiler render engine)
endif()

# Headers name each other by their place in the tree ("runtime/check/check.h"): the folder they are installed in is searched.
set(headers ${CMAKE_INSTALL_INCLUDEDIR}/precept)
target_include_directories(precept_options INTERFACE $<INSTALL_INTERFACE:${headers}>)
install(DIRECTORY ${rooms} DESTINATION ${headers} FILES_MATCHING PATTERN "*.h" PATTERN "*.def"
        PATTERN "render/testing" EXCLUDE)

foreach(library ${libraries})
  string(REPLACE precept_ "" name ${library})
  set_target_properties(${library} PROPERTIES EXPORT_NAME ${name})
  if(NOT TARGET precept::${name})
    add_library(precept::${name} ALIAS ${library})
  endif()
endforeach()
install(TARGETS ${libraries} EXPORT precept)
install(TARGETS ${commands})

if(PRECEPT_COMPILER)
  set_target_properties(precept_c PROPERTIES EXPORT_NAME c)
  add_library(precept::c ALIAS precept_c)
  install(TARGETS precept_c EXPORT precept-c)
  install(FILES bindings/c/precept.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
endif()

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/precept)
install(EXPORT precept NAMESPACE precept:: FILE precept-targets.cmake DESTINATION ${package})
configure_package_config_file(cmake/precept-config.cmake.in ${CMAKE_BINARY_DIR}/precept-config.cmake
                              INSTALL_DESTINATION ${package})
# Before 1.0 every minor version may change a face.
write_basic_package_version_file(${CMAKE_BINARY_DIR}/precept-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/precept-config.cmake ${CMAKE_BINARY_DIR}/precept-config-version.cmake
        DESTINATION ${package})

if(PRECEPT_COMPILER)
  # Relative, so that an installed tree may be moved.
  file(RELATIVE_PATH PREFIX_FROM_PKGCONFIG /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
  foreach(name precept precept-c)
    configure_file(cmake/${name}.pc.in ${CMAKE_BINARY_DIR}/${name}.pc @ONLY)
    install(FILES ${CMAKE_BINARY_DIR}/${name}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
  endforeach()
  install(EXPORT precept-c NAMESPACE precept:: FILE precept-c-targets.cmake DESTINATION ${package})
endif()
install(FILES LICENSE README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
