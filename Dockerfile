# All processes of WAL Gateway in one image. Its first argument is the role: controlplane, server, consumer, writer, samples or cli;
# the others are that process's options. docker-compose.yml shows how each is started.

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2,sharing=locked \
    mvn -B -q -pl wal-standalone -am -Dmaven.test.skip=true -Dspotless.check.skip=true package \
    && config/container/collect.sh /opt/wal

# The JVM leaves its classes, loaded and linked, in a cache for each role. The cache fits only the Java that wrote it, so it
# is written by that of the final image.
FROM eclipse-temurin:25-jre AS trained
COPY --from=build /opt/wal /opt/wal
RUN /opt/wal/bin/train.sh

FROM eclipse-temurin:25-jre
LABEL org.opencontainers.image.title="WAL Gateway" org.opencontainers.image.licenses="Apache-2.0"
ENV LANG=C.UTF-8
COPY --from=trained /opt/wal /opt/wal
# A volume that is mounted here for the first time takes over the owner.
RUN mkdir /var/lib/wal && chown 10001:10001 /var/lib/wal
USER 10001:10001
WORKDIR /var/lib/wal
EXPOSE 7070 7071 7080
HEALTHCHECK --interval=5s --timeout=5s --retries=6 CMD ["/opt/wal/bin/healthcheck.sh"]
ENTRYPOINT ["/opt/wal/bin/entrypoint.sh"]
CMD ["server"]
