# After packing: CPack lets a package with a shared library call ldconfig in scripts of its own. The trigger does that
# already, and a script for after the removal is one that a removal leaves behind.
foreach(package ${CPACK_PACKAGE_FILES})
  execute_process(COMMAND dpkg-deb --field ${package} Section OUTPUT_VARIABLE section OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(section STREQUAL "libs")
    set(opened ${package}.opened)
    execute_process(COMMAND dpkg-deb --raw-extract ${package} ${opened} COMMAND_ERROR_IS_FATAL ANY)
    file(REMOVE ${opened}/DEBIAN/postinst ${opened}/DEBIAN/postrm)
    execute_process(COMMAND dpkg-deb --root-owner-group -Zxz --build ${opened} ${package} OUTPUT_QUIET
                    COMMAND_ERROR_IS_FATAL ANY)
    file(REMOVE_RECURSE ${opened})
  endif()
endforeach()
