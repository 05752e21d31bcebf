package io.walgateway.core.storage;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * The cancelled delayed messages of a namespace whose queue cannot cancel them itself. A cancellation is kept longer
 * than any delay. Stages complete as those of the storage do.
 */
public record Cancellations(DurableStorage storage, String namespace) {
    private static final Duration KEPT = Limits.DELAY_LIMIT.plusDays(30);

    /** Durable when the stage completes; may be repeated. */
    public CompletionStage<Void> add(UUID message, Instant now) {
        return storage.put(key(message), 0, Bytes.EMPTY, now.plus(KEPT));
    }

    /** True if {@link #add} completed for this message before the call. */
    public CompletionStage<Boolean> has(UUID message) {
        return storage.get(key(message), 0).thenApply(Optional::isPresent);
    }

    private String key(UUID message) {
        return "cancelled/" + namespace + "/" + message;
    }
}
