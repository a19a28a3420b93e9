#!/bin/sh
# What each stage of a chat of a minute costs: processor time, messages, statements, calls of the store. Each stage runs
# alone, on the embedded stack, warmed up by a first video that does not count. Usage: bench/stages.sh [runs]
set -eu
cd "$(dirname "$0")/.."
mvn -B -q -ntp test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
java -cp "target/test-classes:target/classes:$(cat target/bench.classpath)" org.kinoroute.bench.StagesBench "${1:-3}" "$folder/data"
