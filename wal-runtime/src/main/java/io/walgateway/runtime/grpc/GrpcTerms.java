package io.walgateway.runtime.grpc;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * How a process listens for gRPC calls.
 *
 * @param address          where; port 0 takes a free one
 * @param threads          event loops; nothing blocks on them, so one for each core is enough
 * @param connectionAgeMax after this time a caller is asked to reconnect, so that load spreads to new instances
 * @param drainTimeout     how long to wait for calls in flight when the process shuts down
 */
public record GrpcTerms(InetSocketAddress address, int threads, Duration connectionAgeMax, Duration drainTimeout) {}
