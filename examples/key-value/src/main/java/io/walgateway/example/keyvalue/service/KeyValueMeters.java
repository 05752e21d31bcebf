package io.walgateway.example.keyvalue.service;

import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the service measures. Safe for any number of threads. */
public final class KeyValueMeters {
    private final MeterRegistry registry;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    public KeyValueMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void answered(String method, Status.Code code, long nanos) {
        timers.computeIfAbsent(
                        method + " " + code,
                        _ -> Timer.builder("kv.requests")
                                .description("Time from a request to its answer, by method and status")
                                .tag("method", method)
                                .tag("status", code.name())
                                .publishPercentileHistogram()
                                .register(registry))
                .record(Duration.ofNanos(nanos));
    }
}
