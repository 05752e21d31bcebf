#!/bin/bash
# Healthy while /health answers 200. A base image may have no HTTP client; bash has sockets.
set -eu
exec 3<> "/dev/tcp/127.0.0.1/${WAL_MANAGEMENT_PORT:-7071}"
printf 'GET /health HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
answer=$(cat <&3)
case $answer in
    HTTP/1.?\ 200*) ;;
    *)
        printf '%s\n' "$answer" | tail -n 1
        exit 1
        ;;
esac
