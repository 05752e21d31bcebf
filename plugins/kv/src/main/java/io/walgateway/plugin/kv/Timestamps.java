package io.walgateway.plugin.kv;

import com.google.protobuf.Timestamp;
import io.walgateway.proto.kv.v1.IdempotencyToken;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Tokens whose times ascend, so that of two changes by one process the later one wins. */
final class Timestamps {
    private static final int MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private final InstantSource clock;
    private final AtomicLong last = new AtomicLong();

    Timestamps(InstantSource clock) {
        this.clock = clock;
    }

    IdempotencyToken next() {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        long micros = last.updateAndGet(before -> Math.max(before + 1, now));
        return IdempotencyToken.newBuilder()
                .setToken(UUID.randomUUID().toString())
                .setGenerationTime(Timestamp.newBuilder()
                        .setSeconds(micros / MICROS_PER_SECOND)
                        .setNanos((int) (micros % MICROS_PER_SECOND) * NANOS_PER_MICRO))
                .build();
    }
}
