package io.walgateway.consumer.set;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.set.SetKeys;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.storage.StorageAnswers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The right to sweep the sets of one namespace, in durable storage. It ends by itself if its holder does not renew it.
 *
 * @param holder this process, by a name that no other has
 */
public record SweepLease(DurableStorage storage, String namespace, String holder) {
    /** How long it lasts; renewed by each sweep. */
    public static final Duration LASTS = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** True if this process holds the lease until {@link #LASTS} from now. */
    public boolean take(Instant now) throws InterruptedException {
        Bytes own = Bytes.utf8(holder);
        String key = SetKeys.lease(namespace);
        Optional<Bytes> present = StorageAnswers.await(storage.putIfAbsent(key, 0, own, now.plus(LASTS)), PATIENCE);
        return present.isEmpty()
                || (present.get().equals(own)
                        && StorageAnswers.await(storage.replace(key, 0, own, own, now.plus(LASTS)), PATIENCE));
    }

    /** Gives it up, so that another process may sweep at once. */
    public void release() throws InterruptedException {
        String key = SetKeys.lease(namespace);
        if (StorageAnswers.await(storage.get(key, 0), PATIENCE)
                .filter(Bytes.utf8(holder)::equals)
                .isPresent()) {
            StorageAnswers.await(storage.remove(key, 0), PATIENCE);
        }
    }
}
