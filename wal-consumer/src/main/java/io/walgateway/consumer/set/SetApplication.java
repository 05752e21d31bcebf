package io.walgateway.consumer.set;

import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.SetMarker;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.set.SetKeys;
import io.walgateway.core.storage.Cancellations;
import io.walgateway.core.target.Destination;
import io.walgateway.log.client.StorageClients;
import io.walgateway.log.set.SetStore;
import java.time.InstantSource;
import java.util.Optional;

/** Applies the mutation sets of all pipelines of a process. Safe for any number of threads. */
public final class SetApplication {
    private final StorageClients storages;
    private final SetMeters meters;
    private final InstantSource clock;

    public SetApplication(StorageClients storages, SetMeters meters, InstantSource clock) {
        this.storages = storages;
        this.meters = meters;
        this.clock = clock;
    }

    /** The destination of a marker, for one delivery. */
    public Destination destination(Message marker, SetMarker set, SetRoute route) {
        Optional<String> obstacle = storages.obstacle(set.place());
        if (obstacle.isPresent()) {
            return Destination.rejectingAll("set " + set.id() + ": " + obstacle.get());
        }
        SetStore store =
                new SetStore(storages.storage(set.place()).orElseThrow(), new SetKeys(marker.namespace(), set.id()));
        StoredRun stored = new StoredRun(marker, set, route.group(), store, route.cancellations(), clock);
        return new Destination(new SetRun(marker, set, route, stored, meters, clock), stored.endpoint());
    }

    /** The cancellations of a namespace's delayed messages in this storage; empty if this process cannot reach it. */
    public Optional<Cancellations> cancellations(DurableStorageConfig config, String namespace) {
        ClaimCheck.Place place = new ClaimCheck.Place(config.type(), config.namespace(), config.shard());
        return storages.storage(place).map(storage -> new Cancellations(storage, namespace));
    }
}
