#!/bin/bash
# Runs each process once, with nothing around it, so that the JVM leaves the classes that it needs in a cache.
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# train ROLE LINE OPTIONS: until its log has the line.
train() {
    local role=$1 line=$2 pid
    shift 2
    WAL_JAVA_OPTIONS="-XX:AOTCacheOutput=/opt/wal/cache/$role.aot" \
        /opt/wal/bin/entrypoint.sh "$role" --set management.port=0 "$@" > "$scratch/$role.log" 2>&1 &
    pid=$!
    for _ in $(seq 1500); do
        ! grep -q "$line" "$scratch/$role.log" && kill -0 "$pid" 2> /dev/null || break
        sleep 0.2
    done
    kill "$pid"
    wait "$pid" || true
    if [ ! -f "/opt/wal/cache/$role.aot" ]; then
        cat "$scratch/$role.log"
        exit 1
    fi
}

mkdir "$scratch/namespaces"
catalog="catalog.file.dir=$scratch/namespaces"
train server ' ready: ' --set grpc.port=0 --set "$catalog"
train consumer ' ready: ' --set "$catalog"
train controlplane 'Waiting for' --set http.port=0 --set store.url=jdbc:postgresql://127.0.0.1:1/wal
