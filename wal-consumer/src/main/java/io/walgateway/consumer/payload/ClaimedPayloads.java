package io.walgateway.consumer.payload;

import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.log.client.StorageClients;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The payloads in durable storage, for all pipelines of a process. Limits how many of their bytes are in memory at
 * once. Safe for any number of threads.
 */
public final class ClaimedPayloads {
    private final StorageClients storages;
    private final InstantSource clock;
    private final PayloadRoom room;

    /** @param bytesMax at least the size of the largest payload, or that payload is in memory alone */
    public ClaimedPayloads(StorageClients storages, long bytesMax, InstantSource clock) {
        this.storages = storages;
        this.clock = clock;
        this.room = new PayloadRoom(storages, bytesMax);
    }

    /** The target to which this group delivers, for messages whose payload is in durable storage. */
    public Target restoring(Target target, ConsumerGroup group) {
        return new RestoringTarget(target, group, room, clock);
    }

    /** The target, for messages that may have been cancelled while they waited. */
    public Target unlessCancelled(Target target, ClaimCheck.Place place) {
        return storages.obstacle(place)
                .<Target>map(why -> _ -> new DeliveryOutcome.Rejected(why))
                .orElseGet(() -> new CancellableTarget(target, room.storage(place), place, clock));
    }

    /** The durable storage of a namespace: its own, or that of this process. */
    public Optional<DurableStorageConfig> place(Optional<DurableStorageConfig> own) {
        return own.or(storages::standard);
    }
}
