#!/bin/sh
# The pictures of chats of 10 to 1,000 messages, milliseconds a message. Usage: bench/pictures.sh
set -eu
cd "$(dirname "$0")/.."
. bench/prepare.sh
exec java -Xmx1g -cp "$CLASSPATH" org.kinoroute.bench.PicturesBench
