package io.walgateway.benchmarks.micro;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.Slice;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The input of the benchmarks: messages of 1 KiB with a key. */
final class Records {
    static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Slice SLICE = new Slice("micro", 0, 1);
    private static final Bytes PAYLOAD = Bytes.wrap(new byte[1024]);

    private Records() {}

    static Message message(Bytes key) {
        return new Message(
                new UUID(7, 7),
                "micro",
                new Message.Inline(PAYLOAD),
                Message.Routing.toAll(key),
                new Message.Lifecycle(NOW, NOW, NOW, Optional.empty()),
                0,
                1,
                Message.Provenance.NONE,
                Message.Priority.NORMAL);
    }

    static Lease lease(long position, Bytes key, Bytes record) {
        return new Lease(SLICE, position, key, record, NOW, 0);
    }
}
