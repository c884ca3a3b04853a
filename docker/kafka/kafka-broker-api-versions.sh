#!/bin/bash
# Asks a broker for the versions of its interfaces (the protocol's request 18, version 0) and succeeds
# when it answers: what the official image's program of this name does, without a JVM.
#   kafka-broker-api-versions.sh --bootstrap-server HOST:PORT
set -euo pipefail
[ "${1-}" = --bootstrap-server ] || { echo "usage: $0 --bootstrap-server HOST:PORT" >&2; exit 2; }
exec 3<>"/dev/tcp/${2%:*}/${2##*:}"
# length 10, key 18, version 0, correlation 7, no client id
printf '\x00\x00\x00\x0a\x00\x12\x00\x00\x00\x00\x00\x07\xff\xff' >&3
answer=$(head -c 10 <&3 | od -An -tx1 | tr -d ' \n')
# after the length: the same correlation, and no error
[ "${answer:8}" = 000000070000 ]
