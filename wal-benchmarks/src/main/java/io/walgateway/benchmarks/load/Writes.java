package io.walgateway.benchmarks.load;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.walgateway.proto.v1.WriteToLogRequest;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** The writes of a load: payloads of one size, keys in turn. Safe for any number of threads. */
final class Writes {
    static final int KEYS = 10_000;
    private static final long SEED = 7;

    private final WriteToLogRequest[] requests = new WriteToLogRequest[KEYS];
    private final byte[] payload;
    private final AtomicInteger next = new AtomicInteger();

    Writes(String namespace, int payloadBytes) {
        payload = new byte[payloadBytes];
        new SplittableRandom(SEED).nextBytes(payload);
        ByteString shared = UnsafeByteOperations.unsafeWrap(payload);
        for (int key = 0; key < KEYS; key++) {
            requests[key] = WriteToLogRequest.newBuilder()
                    .setNamespace(namespace)
                    .setPayload(shared)
                    .setOrderingKey(ByteString.copyFromUtf8("key-" + key))
                    .build();
        }
    }

    WriteToLogRequest next() {
        return requests[Math.floorMod(next.getAndIncrement(), KEYS)];
    }

    /** The next write, whose payload holds the time of its sending in its first eight bytes. */
    WriteToLogRequest nextWithTime(long nanos) {
        ByteBuffer timed = ByteBuffer.allocate(payload.length).put(payload).putLong(0, nanos);
        return next().toBuilder()
                .setPayload(UnsafeByteOperations.unsafeWrap(timed.array()))
                .build();
    }
}
