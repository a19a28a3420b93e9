#!/usr/bin/env bash
# Drives the API with wrk: submit, list, status and events, at rising concurrency, on an empty system and with 1,000
# queued videos. The server takes jobs in and works on none (role api), so that the queue stays as long as it is.
# Usage: bench/load.sh [seconds of each measurement]
set -euo pipefail
cd "$(dirname "$0")/.."
command -v wrk >/dev/null || { apt-get update -qq && apt-get install -y -qq wrk >/dev/null; }
seconds="${1:-5}"
port=18080
url="http://127.0.0.1:$port"
folder="$(mktemp -d)"
KINOROUTE_ROLES=api ./kinoroute serve --port "$port" --data "$folder/data" >"$folder/serve.log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; rm -rf "$folder"' EXIT
for _ in $(seq 300); do
  curl -fs "$url/health" >/dev/null && break
  kill -0 "$server" || { cat "$folder/serve.log" >&2; exit 1; }
  sleep 0.2
done

rss() { awk '/VmRSS/ { printf "%d MB", $2 / 1024 }' "/proc/$(pgrep -f "kinoroute.jar serve --port $port" | head -n 1)/status"; }

# One line: what, connections, requests a second, p50, p99, answers that were none or no success.
measure() {
  local what="$1" connections="$2" path="$3" script=()
  [ "$what" = submit ] && script=(-s bench/load/submit.lua)
  wrk -t 2 -c "$connections" -d "${seconds}s" --timeout 10s --latency "${script[@]}" "$url$path" | awk -v what="$what" -v c="$connections" '
    $1 == "50%" { p50 = $2 } $1 == "99%" { p99 = $2 }
    /Requests\/sec/ { rate = $2 } /Non-2xx/ { errors += $NF } /Socket errors/ { gsub(",", ""); errors += $4 + $6 + $8 + $10 }
    END { printf "| %-18s | %4d | %8.0f | %9s | %9s | %6d |\n", what, c, rate, p50, p99, errors }'
}

queued() { curl -fs -D - -o /dev/null "$url/api/videos?status=pending&size=1" | tr -d '\r' | awk 'tolower($1) == "x-total-count:" { print $2 }'; }
submit_one() {
  curl -fs -X POST "$url/api/videos" -H 'Content-Type: application/json' \
    -d '{"script":[{"from":"Ana","to":"Bruno","text":"First"}],"background":"none","size":"270x480","fps":10}'
}

id="$(submit_one | sed -E 's/.*"id":"([^"]+)".*/\1/')"
# Not measured: the JVM warms up.
for path in /api/videos "/api/videos/$id"; do wrk -t 2 -c 8 -d 5s "$url$path" >/dev/null; done

echo "| what | connections | requests/s | p50 | p99 | errors |"
echo "| --- | --- | --- | --- | --- | --- |"
for connections in 2 8 32 128; do
  measure list "$connections" /api/videos?size=20
  measure status "$connections" "/api/videos/$id"
done
measure submit 2 /api/videos
while [ "$(queued)" -lt 1000 ]; do submit_one >/dev/null; done
echo "Now $(queued) videos are queued; memory $(rss)."
for connections in 2 8 32 128; do
  measure list "$connections" /api/videos?size=20
  measure status "$connections" "/api/videos/$id"
done
for connections in 2 8 32; do measure submit "$connections" /api/videos; done
echo "Now $(queued) videos are queued; memory $(rss)."

wrk -t 1 -c 500 -d "$((seconds * 4))s" --timeout 60s "$url/api/events" >/dev/null &
listeners=$!
sleep 2
echo "With 500 listeners to /api/events, memory $(rss):"
measure status 8 "/api/videos/$id"
measure submit 2 /api/videos
wait "$listeners"
echo "After them, memory $(rss)."
