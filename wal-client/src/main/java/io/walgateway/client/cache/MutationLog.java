package io.walgateway.client.cache;

import io.walgateway.proto.v1.CacheMutation;
import java.time.Instant;

/**
 * The log of a region's namespace, to which changes of caches are appended: through the gateway
 * ({@link GatewayMutationLog}), or straight to the namespace's topic ({@code
 * io.walgateway.client.kafka.KafkaMutationLog}).
 */
public interface MutationLog {

    /**
     * Appends a change under its key, so that a namespace with {@code ordering: key} delivers the changes of one key in
     * the order of the appends. Called on virtual threads, by many at once, and for one key by one at a time. Blocks until
     * the log has answered, or until the implementation's own time limit.
     *
     * @param writeTime when the change was made; its time to live counts from then
     * @return the outcome; a failure is one as well, and nothing is thrown for it
     * @throws InterruptedException when the thread was interrupted while it waited; the change may be in the log
     */
    LogOutcome append(CacheMutation mutation, Instant writeTime) throws InterruptedException;
}
