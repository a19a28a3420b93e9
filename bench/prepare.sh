# Sourced by the benchmarks: builds the classes and finds the ffmpeg program, which only benchmarks use.
command -v ffmpeg >/dev/null || { apt-get update -qq && apt-get install -y -qq ffmpeg >/dev/null; }
mvn -B -q -ntp test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath
CLASSPATH="target/test-classes:target/classes:$(cat target/bench.classpath)"
