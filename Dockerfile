# One image for each service: docker compose build, or
#   docker build --build-arg SERVICE=backup-service --build-arg PACKAGES=postgresql-client-15 .
# The jars are built before, by ./mvnw package.
ARG BASE=debian:bookworm-slim
ARG JRE=eclipse-temurin:25-jre
FROM ${JRE} AS jre

FROM ${BASE}
# setsid, setpriv and kill come with every Debian. Up to here all services are the same.
RUN apt-get update -q \
 && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends util-linux procps ca-certificates \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --create-home changeover \
 && install -d -o changeover -g changeover /var/lib/changeover /var/lib/changeover/backups /var/lib/changeover/archive
COPY --from=jre /opt/java/openjdk /opt/java/openjdk
COPY docker/healthy /app/healthy
# What a specialist's tools need.
ARG PACKAGES=""
RUN if [ -n "${PACKAGES}" ]; then \
      apt-get update -q \
   && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends ${PACKAGES} \
   && rm -rf /var/lib/apt/lists/*; \
    fi
ARG SERVICE
COPY ${SERVICE}/target/${SERVICE}-*-exec.jar /app/service.jar
USER changeover
WORKDIR /var/lib/changeover
ENV LANG=C.UTF-8
ENTRYPOINT ["/opt/java/openjdk/bin/java", "-XX:MaxRAMPercentage=60", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-jar", "/app/service.jar"]
