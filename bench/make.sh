#!/usr/bin/env bash
# `./kinoroute make` on the sample of 18 messages, five times on the same data folder: its stages, and the whole as a
# ratio to the length of the video. Voices and pictures are made anew each time, the background is kept ready.
# Usage: bench/make.sh [runs]
set -euo pipefail
cd "$(dirname "$0")/.."
runs="${1:-5}"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
for run in $(seq 0 "$runs"); do
  # Another name in every line: no run finds the lines of the run before.
  sed "s/\"text\": \"/&$run /" config/samples/conversa.json >"$folder/chat.json"
  ./kinoroute make --script "$folder/chat.json" --data "$folder/data" --out "$folder/out.mp4" --json --seed 1 \
    2>/dev/null >"$folder/run-$run.json"
done
# Run 0 made the database and the background ready.
for what in start visuals voices compose stop total; do
  for run in $(seq 1 "$runs"); do
    sed -E "s/.*\"$what\":([0-9.]+).*/\1/" "$folder/run-$run.json"
  done | sort -n | awk -v what="$what" '{ v[NR] = $1 } END {
    printf "%-8s %6.2f s (%.2f to %.2f)\n", what, v[int((NR + 1) / 2)], v[1], v[NR] }'
done
for run in $(seq 1 "$runs"); do
  sed -E 's/.*"duration":([0-9.]+).*"total":([0-9.]+).*/\1 \2/' "$folder/run-$run.json"
done | awk '{ print $2 / $1 }' | sort -n | awk '{ v[NR] = $1 } END {
  printf "total / length of the video: %.2f (%.2f to %.2f)\n", v[int((NR + 1) / 2)], v[1], v[NR] }'
