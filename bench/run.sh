#!/usr/bin/env bash
# Called by ./dev bench with the build folder.
set -euo pipefail
exec "$1/bench/precept_bench_run" . "$1/precept"
