#!/bin/sh
# Composition over a moving background against the ffmpeg program. Usage: bench/compose.sh [runs] [folder]
set -eu
cd "$(dirname "$0")/.."
. bench/prepare.sh
exec java -cp "$CLASSPATH" org.kinoroute.bench.ComposeBench moving "${2:-${TMPDIR:-/tmp}/kinoroute-bench-moving}" "${1:-5}"
