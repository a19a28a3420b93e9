#!/bin/sh
# Composition without a background, or over a still one, against the ffmpeg program. Usage: bench/still.sh [runs] [folder]
set -eu
cd "$(dirname "$0")/.."
. bench/prepare.sh
exec java -cp "$CLASSPATH" org.kinoroute.bench.ComposeBench still "${2:-${TMPDIR:-/tmp}/kinoroute-bench-still}" "${1:-5}"
