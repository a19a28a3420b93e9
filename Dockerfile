# Kinoroute as an image: all roles, and the worker that a Kubernetes Job runs. Built with: docker build -t kinoroute .
# Everything but the application comes from Debian's packages.

FROM debian:bookworm-slim AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        maven \
        openjdk-17-jdk-headless \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY pom.xml ./
COPY config/schema config/schema
COPY src/main src/main
# FFmpeg, PostgreSQL and Playwright's Node for this platform alone; then the jar in layers, what changes least first.
RUN --mount=type=cache,target=/root/.m2 \
    case "$(dpkg --print-architecture)" in \
        amd64) set -- ;; \
        arm64) set -- -Dnative.platform=linux-arm64 -Dplaywright.platform=linux-arm64 -Dembedded-postgres.platform=linux-arm64v8 -Dzstd.platform=linux_aarch64 ;; \
        *) echo "Kinoroute has no libraries for $(dpkg --print-architecture)" >&2; exit 1 ;; \
    esac \
    && mvn -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true "$@" package \
    && java -Djarmode=tools -jar target/kinoroute.jar extract --layers --destination target/layers \
    && chmod +x target/playwright-driver/node

FROM debian:bookworm-slim AS runtime
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        ca-certificates \
        chromium-headless-shell \
        curl \
        espeak-ng-data \
        fontconfig \
        fonts-inter \
        fonts-noto-cjk \
        fonts-noto-color-emoji \
        fonts-noto-core \
        libespeak-ng1 \
        openjdk-17-jre-headless \
        tini \
    && rm -rf /var/lib/apt/lists/* \
    && fc-cache -f \
    # With a name, for the embedded PostgreSQL asks for one; at home where it may write.
    && groupadd --gid 10001 kinoroute \
    && useradd --uid 10001 --gid 10001 --home-dir /tmp --no-create-home --shell /usr/sbin/nologin kinoroute \
    && install -d -o kinoroute -g kinoroute /data
WORKDIR /opt/kinoroute
COPY --from=build /src/target/playwright-driver playwright-driver
COPY --from=build /src/target/layers/dependencies ./
COPY --from=build /src/target/layers/application ./
COPY config config
COPY LICENSE ./
# A container is guarded by itself; the browser's own sandbox needs rights that containers seldom have.
ENV HOME=/tmp \
    LANG=C.UTF-8 \
    KINOROUTE_DATA=/data/kinoroute \
    KINOROUTE_VISUAL_DRIVER=/opt/kinoroute/playwright-driver \
    KINOROUTE_VISUAL_SANDBOX=false \
    LOGGING_THRESHOLD_CONSOLE=trace
USER 10001:10001

# A first start, which shows the JVM which classes are needed: later ones load them from an archive.
FROM runtime AS trained
RUN java -XX:ArchiveClassesAtExit=/tmp/serve.jsa -XX:+UseSerialGC -Dkinoroute.home=/opt/kinoroute \
        -jar /opt/kinoroute/kinoroute.jar serve --port 0 --data /tmp/trial >/tmp/said & server=$!; \
    for second in $(seq 300); do if grep -q ' is ready at ' /tmp/said; then break; fi; sleep 1; done; \
    kill -TERM "$server" && wait "$server" && test -s /tmp/serve.jsa

FROM runtime
COPY --from=trained /tmp/serve.jsa serve.jsa
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=90s --retries=3 \
    CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:8080/actuator/health/liveness"]
# tini takes in the browser's orphans. More options for the JVM: JAVA_TOOL_OPTIONS.
ENTRYPOINT ["tini", "--", "java", "-XX:SharedArchiveFile=/opt/kinoroute/serve.jsa", "-Xshare:auto", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=50", "-Dkinoroute.home=/opt/kinoroute", "-jar", "/opt/kinoroute/kinoroute.jar"]
CMD ["serve", "--host", "0.0.0.0"]
