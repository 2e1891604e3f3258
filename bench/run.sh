#!/usr/bin/env bash
# Called by ./dev bench with the build folder, and with what alone is to be measured.
set -euo pipefail
exec "$1/bench/precept_bench_run" . "$1/precept" "${@:2}"
