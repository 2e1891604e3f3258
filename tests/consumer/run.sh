#!/bin/sh
# run.sh BUILD SCRATCH [CMAKE OPTIONS]: installs the build tree into a scratch folder and builds this project against
# it, by CMake and by pkg-config; its programs must run and say what they are to say.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$1 scratch=$2
shift 2
examples=$here/../../examples/first

rm -rf "$scratch"
cmake --install "$build" --prefix "$scratch/installed" >/dev/null
# Moved after it was installed: nothing in it may know where it was.
mv "$scratch/installed" "$scratch/moved"
cmake -S "$here" -B "$scratch/build" -G Ninja -DCMAKE_PREFIX_PATH="$scratch/moved" "$@" >/dev/null
cmake --build "$scratch/build"
"$scratch/build/verify"
# A project in C alone, which needs the shared library and nothing else.
cmake -S "$here/c" -B "$scratch/build-c" -G Ninja -DCMAKE_PREFIX_PATH="$scratch/moved" "$@" >/dev/null
cmake --build "$scratch/build-c"
"$scratch/build-c/check" "$examples/first.precept" "$examples/choir.json" | grep -x 'precept [0-9.]*: non-compliant'
"$scratch/build/check" "$examples/first.precept" "$examples/choir.json" | grep -x 'precept [0-9.]*: non-compliant'

"$scratch/moved/bin/precept" --version
export PKG_CONFIG_PATH=$(dirname "$(find "$scratch/moved" -name precept.pc)")
# shellcheck disable=SC2046,SC2086  # flags are words
"${CXX:-c++}" -std=c++23 ${CXXFLAGS:-} "$here/verify.cpp" $(pkg-config --cflags --libs precept) -o "$scratch/verify"
# shellcheck disable=SC2046,SC2086
"${CC:-cc}" -std=c99 ${CFLAGS:-} "$here/c/check.c" $(pkg-config --cflags --libs precept-c) -o "$scratch/check"
LD_LIBRARY_PATH=$(pkg-config --variable=libdir precept-c) "$scratch/check" "$examples/first.precept" \
  "$examples/choir.json" | grep -x 'precept [0-9.]*: non-compliant'
"$scratch/verify"
