#!/bin/sh
# First the tests of the fleet, with those that ./kinoroute test leaves out for their length: a process that is cut off and
# comes back, and full disks. Then it makes videos on eight processes of the application, on a RabbitMQ, a PostgreSQL and
# an S3 server of their own, while one of these is killed, stopped, held up or cut off every few seconds. The same seed,
# the same faults in the same order.
# Usage: bench/chaos.sh [videos] [seed]
set -eu
cd "$(dirname "$0")/.."
[ -n "${RABBITMQ_HOST:-}" ] || [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || {
  echo "bench/chaos.sh: install the package rabbitmq-server, or name a broker of your own by RABBITMQ_HOST" >&2
  exit 1
}
mvn -B -q -ntp -DskipTests package dependency:build-classpath -Dmdep.outputFile=target/bench.classpath
mvn -B -q -ntp -DexcludedGroups= -Dit.test=FleetIT failsafe:integration-test failsafe:verify
exec java -Xmx1g -cp "target/test-classes:target/classes:$(cat target/bench.classpath)" org.kinoroute.fleet.Chaos "$@"
