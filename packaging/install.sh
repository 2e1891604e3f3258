#!/bin/sh
# install.sh FOLDER PACKAGE...: installs packages of Precept that lie in a folder, with what they need and nothing else. The
# container and the test of the packages install by it.
set -eu
folder=$1
shift
files=
for package; do
  file=$(ls "$folder/$package"_*.deb)
  files="$files $file"
done
apt-get update -qq
# shellcheck disable=SC2086  # each is a word
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $files
