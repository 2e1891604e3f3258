# Between installing and packing: manual pages and changelogs are compressed, as Debian's policy has it. `-n` leaves the
# day out, so that the same sources give the same packages.
file(GLOB_RECURSE pages ${CPACK_TEMPORARY_DIRECTORY}/*)
list(FILTER pages INCLUDE REGEX "/share/(man/man[15]/[^/]*[.][15]|doc/[^/]*/changelog(.Debian)?)$")
foreach(page ${pages})
  execute_process(COMMAND gzip -9nf ${page} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
