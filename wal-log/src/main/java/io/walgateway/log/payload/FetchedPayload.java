package io.walgateway.log.payload;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.plugin.AnswerWait;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.storage.StorageUnavailableException;
import io.walgateway.core.text.Reasons;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.zip.CRC32C;

/** A payload that was fetched from durable storage, or the reason why it was not. */
public sealed interface FetchedPayload {
    /** Chunks requested at once. */
    int AT_ONCE = 4;

    /** The payload, verified. */
    record Whole(Bytes payload) implements FetchedPayload {}

    /** Part of the payload does not exist. */
    record Missing(String why) implements FetchedPayload {}

    /** The payload differs from what was stored. */
    record Damaged(String why) implements FetchedPayload {}

    /** The storage is away or takes too long. */
    record Away(String why) implements FetchedPayload {}

    /**
     * Fetches a payload into memory as a whole. Blocks for the patience at most.
     *
     * @throws InterruptedException when the thread is interrupted while it waits
     */
    static FetchedPayload fetch(ClaimCheck claim, DurableStorage storage, Duration patience)
            throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        byte[] payload = new byte[claim.bytes()];
        int filled = 0;
        int asked = 0;
        Queue<CompletableFuture<Optional<Bytes>>> answers = new ArrayDeque<>();
        try {
            for (int item = 0; item < claim.items(); item++) {
                for (; asked < claim.items() && answers.size() < AT_ONCE; asked++) {
                    answers.add(storage.get(claim.key(), asked).toCompletableFuture());
                }
                Optional<Bytes> content = AnswerWait.get(answers.remove(), Duration.ofNanos(end - System.nanoTime()));
                if (content.isEmpty()) {
                    return new Missing("item " + item + " of " + claim.items() + " is not there");
                }
                int size = content.get().size();
                if (size > payload.length - filled) {
                    return new Damaged("more than " + claim.bytes() + " bytes are there");
                }
                content.get().asBuffer().get(payload, filled, size);
                filled += size;
            }
        } catch (TimeoutException e) {
            return new Away("no answer in time");
        } catch (ExecutionException e) {
            return new Away(e.getCause() instanceof StorageUnavailableException away ? text(away) : e.toString());
        }
        return checked(claim, payload, filled);
    }

    private static FetchedPayload checked(ClaimCheck claim, byte[] payload, int filled) {
        if (filled < payload.length) {
            return new Damaged(filled + " bytes are there (expected: " + payload.length + ")");
        }
        CRC32C checksum = new CRC32C();
        checksum.update(payload);
        return (int) checksum.getValue() == claim.crc32c()
                ? new Whole(Bytes.wrap(payload))
                : new Damaged("its checksum is another one");
    }

    private static String text(StorageUnavailableException away) {
        return Reasons.of(away);
    }
}
