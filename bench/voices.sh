#!/bin/sh
# How much faster than real time the embedded synthesiser speaks.
set -e
cd "$(dirname "$0")/.."
classpath=target/bench.classpath
mvn -B -q -ntp test-compile dependency:build-classpath -Dmdep.outputFile="$classpath" -Dmdep.includeScope=test
exec java -cp "target/test-classes:target/classes:$(cat "$classpath")" org.kinoroute.bench.VoicesBench
