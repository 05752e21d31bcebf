#!/bin/sh
# entrypoint.sh ROLE [OPTIONS]: becomes the process of that role. WAL_JAVA_OPTIONS are given to its JVM after our own.
set -eu

role=${1:-}
[ $# -eq 0 ] || shift
case $role in
    controlplane) main=io.walgateway.controlplane.ControlPlaneMain ;;
    server) main=io.walgateway.server.ServerMain ;;
    consumer) main=io.walgateway.consumer.ConsumerMain ;;
    writer) main=io.walgateway.consumer.WriterMain ;;
    samples) main=io.walgateway.standalone.up.SamplesMain ;;
    cli) main=io.walgateway.standalone.WalMain ;;
    *)
        echo "wal: ${role:-no role} (expected: controlplane, server, consumer, writer, samples or cli, then its options)" >&2
        exit 2
        ;;
esac

cache=/opt/wal/cache/$role.aot
[ ! -f "$cache" ] || set -- "-XX:AOTCache=$cache" "$main" "$@"
[ -f "$cache" ] || set -- "$main" "$@"
# shellcheck disable=SC2086 # words are meant
exec java @/opt/wal/jvm.options ${WAL_JAVA_OPTIONS:-} "$@"
