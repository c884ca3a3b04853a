# One image for each service: docker compose build, or
#   docker build --build-arg SERVICE=backup-service --build-arg PACKAGES=postgresql-client-15 .
# The jars are built before, by ./mvnw package.
ARG BASE=debian:bookworm-slim
ARG JRE=eclipse-temurin:25-jre
FROM ${JRE} AS jre

FROM ${BASE}
ARG PACKAGES=""
# setsid, setpriv and kill come with every Debian; what a specialist's tools need is named by PACKAGES.
RUN apt-get update -q \
 && apt-get install -q -y --no-install-recommends util-linux procps ca-certificates ${PACKAGES} \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --create-home changeover \
 && install -d -o changeover -g changeover /var/lib/changeover /var/lib/changeover/backups /var/lib/changeover/archive
COPY --from=jre /opt/java/openjdk /opt/java/openjdk
ARG SERVICE
COPY ${SERVICE}/target/${SERVICE}-*-exec.jar /app/service.jar
USER changeover
WORKDIR /var/lib/changeover
ENV LANG=C.UTF-8
ENTRYPOINT ["/opt/java/openjdk/bin/java", "-XX:MaxRAMPercentage=60", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-jar", "/app/service.jar"]
