# What `cmake --install` gives: the commands, and for whoever builds on Precept the libraries, their headers as they
# lie in the tree, a CMake package (`find_package(Precept)`: precept::engine, precept::runtime, precept::compiler,
# precept::render, precept::checker; precept::c for C, which needs none of what the others are linked with) and files for
# pkg-config (precept-c: the C interface, precept: the rest). tests/consumer/ builds against an installed tree. And for whoever
# runs the commands: manual, completions, policies, examples and documentation. Components are Debian's packages
# (cmake/packages.cmake).
include(CMakePackageConfigHelpers)

set(libraries precept_options precept_base precept_checker precept_runtime)
set(rooms base checker runtime)
if(PRECEPT_COMPILER)
  list(APPEND libraries precept_grammar precept_compiler precept_render precept_engine)
  list(APPEND rooms compiler render engine)
endif()

# Headers name each other by their place in the tree ("runtime/check/check.h"): the folder they are installed in is searched.
set(headers ${CMAKE_INSTALL_INCLUDEDIR}/precept)
target_include_directories(precept_options INTERFACE $<INSTALL_INTERFACE:${headers}>)
install(DIRECTORY ${rooms} DESTINATION ${headers} COMPONENT development FILES_MATCHING PATTERN "*.h" PATTERN "*.def"
        PATTERN "render/testing" EXCLUDE)

foreach(library ${libraries})
  string(REPLACE precept_ "" name ${library})
  set_target_properties(${library} PROPERTIES EXPORT_NAME ${name})
  if(NOT TARGET precept::${name})
    add_library(precept::${name} ALIAS ${library})
  endif()
endforeach()
install(TARGETS ${libraries} EXPORT precept COMPONENT development)
install(TARGETS precept-verify COMPONENT verifier)
install(FILES checker/precept-verify.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT verifier)

if(PRECEPT_COMPILER)
  set_target_properties(precept_c PROPERTIES EXPORT_NAME c)
  add_library(precept::c ALIAS precept_c)
  install(TARGETS precept_c EXPORT precept-c LIBRARY COMPONENT library NAMELINK_COMPONENT development)
  install(FILES bindings/c/precept.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)
endif()

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/precept)
install(EXPORT precept NAMESPACE precept:: FILE precept-targets.cmake DESTINATION ${package} COMPONENT development)
configure_package_config_file(cmake/precept-config.cmake.in ${CMAKE_BINARY_DIR}/precept-config.cmake
                              INSTALL_DESTINATION ${package})
# Before 1.0 every minor version may change a face.
write_basic_package_version_file(${CMAKE_BINARY_DIR}/precept-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/precept-config.cmake ${CMAKE_BINARY_DIR}/precept-config-version.cmake
        DESTINATION ${package} COMPONENT development)

if(PRECEPT_COMPILER)
  # Relative, so that an installed tree may be moved.
  file(RELATIVE_PATH PREFIX_FROM_PKGCONFIG /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
  foreach(name precept precept-c)
    configure_file(cmake/${name}.pc.in ${CMAKE_BINARY_DIR}/${name}.pc @ONLY)
    install(FILES ${CMAKE_BINARY_DIR}/${name}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
  endforeach()
  install(EXPORT precept-c NAMESPACE precept:: FILE precept-c-targets.cmake DESTINATION ${package} COMPONENT development)
endif()
install(FILES LICENSE CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT notices)  # Debian has its own of both
install(FILES README.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT command)

if(PRECEPT_COMPILER)
  install(TARGETS precept COMPONENT command)
  # What the command says of itself: written whenever it is linked, so that it is always of the command beside it.
  set(PRECEPT_ZSH_DIR ${CMAKE_INSTALL_DATAROOTDIR}/zsh/site-functions CACHE STRING
      "where completions of zsh are installed: a folder of fpath")
  set(manual ${CMAKE_BINARY_DIR}/manual)
  add_custom_command(TARGET precept POST_BUILD
    COMMAND ${CMAKE_COMMAND} -E make_directory ${manual}/completions
    COMMAND $<TARGET_FILE:precept> man --output ${manual}
    COMMAND $<TARGET_FILE:precept> completions bash > ${manual}/completions/precept
    COMMAND $<TARGET_FILE:precept> completions zsh > ${manual}/completions/_precept
    COMMAND $<TARGET_FILE:precept> completions fish > ${manual}/completions/precept.fish
    COMMENT "manual pages and completions" VERBATIM)
  foreach(section 1 5)
    install(DIRECTORY ${manual}/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section} COMPONENT command
            FILES_MATCHING PATTERN "*.${section}" PATTERN "completions" EXCLUDE)
  endforeach()
  set(completions ${manual}/completions)
  install(FILES ${completions}/precept DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/bash-completion/completions COMPONENT command)
  install(FILES ${completions}/_precept DESTINATION ${PRECEPT_ZSH_DIR} COMPONENT command)
  install(FILES ${completions}/precept.fish DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/fish/vendor_completions.d COMPONENT command)
  install(DIRECTORY policies DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/precept COMPONENT command)
  install(DIRECTORY docs examples DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT command)
endif()
