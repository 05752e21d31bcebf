package io.walgateway.plugin.evcache.target;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Departure;
import io.walgateway.core.text.Reasons;
import io.walgateway.core.units.Durations;
import io.walgateway.plugin.evcache.address.EvcacheAddress;
import io.walgateway.plugin.evcache.connection.CacheCluster;
import io.walgateway.plugin.evcache.connection.CacheItem;
import io.walgateway.plugin.evcache.mutation.Expiry;
import io.walgateway.plugin.evcache.mutation.Mutation;
import io.walgateway.plugin.evcache.mutation.MutationReader;
import io.walgateway.plugin.evcache.mutation.UnfitMutationException;
import io.walgateway.proto.v1.CacheMutation;
import io.walgateway.proto.v1.CacheOperation;
import io.walgateway.proto.v1.StoredValue;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Prepares changes for the caches of other regions, as the mode of the address says. */
final class CacheDeparture implements Departure {
    private final EvcacheAddress address;
    private final Supplier<Optional<CacheCluster>> cluster;
    private final InstantSource clock;

    /** @param cluster the cache of this region; empty: the settings do not name it */
    CacheDeparture(EvcacheAddress address, Supplier<Optional<CacheCluster>> cluster, InstantSource clock) {
        this.address = address;
        this.cluster = cluster;
        this.clock = clock;
    }

    @Override
    public Prepared prepare(DeliveryAttempt attempt) throws InterruptedException {
        Message message = attempt.message();
        try {
            CacheMutation given = MutationReader.parse(message.payload(), address);
            Mutation mutation =
                    MutationReader.of(given, address, message.lifecycle().writeTime());
            if (isTooShort(mutation, message.lifecycle().writeTime())) {
                return new Ended(new DeliveryOutcome.Skipped(
                        "the entry lives shorter than " + Durations.format(address.ttlMin()) + " (ttl-min)"));
            }
            return mutation instanceof Mutation.Touch ? new Ready(message) : prepared(attempt, given, mutation);
        } catch (UnfitMutationException e) {
            return new Ended(new DeliveryOutcome.Rejected(Reasons.of(e)));
        }
    }

    private Prepared prepared(DeliveryAttempt attempt, CacheMutation given, Mutation mutation)
            throws InterruptedException {
        Message message = attempt.message();
        return switch (address.mode()) {
            case SET -> new Ready(message);
            case INVALIDATE -> new Ready(message.with(body(removal(given))));
            case FETCH -> newest(attempt, given, mutation);
        };
    }

    private Prepared newest(DeliveryAttempt attempt, CacheMutation given, Mutation mutation)
            throws InterruptedException {
        Optional<CacheCluster> here = cluster.get();
        if (here.isEmpty()) {
            return new Ended(new DeliveryOutcome.Unavailable("evcache.clusters." + address.cluster()
                    + ".zones: absent (expected: the cache of this region, from which values are fetched)"));
        }
        try {
            Duration limit = attempt.left(clock.instant())
                    .dividedBy(2L * here.get().zones().size());
            Optional<CacheItem> item = here.get().get(mutation.key(), limit);
            return new Ready(attempt.message()
                    .with(body(item.map(found -> stored(given, found)).orElseGet(() -> removal(given)))));
        } catch (IOException e) {
            return new Ended(new DeliveryOutcome.Unavailable(
                    "cluster " + address.cluster() + " of this region: " + Reasons.of(e)));
        }
    }

    private boolean isTooShort(Mutation mutation, Instant writeTime) {
        Expiry expiry = switch (mutation) {
            case Mutation.Set set -> set.expiry();
            case Mutation.Add add -> add.expiry();
            case Mutation.Touch touch -> touch.expiry();
            case Mutation.Delete _ -> new Expiry(Optional.empty());
        };
        return expiry.at()
                .filter(at -> Duration.between(writeTime, at).compareTo(address.ttlMin()) < 0)
                .isPresent();
    }

    private CacheMutation stored(CacheMutation given, CacheItem item) {
        CacheMutation.Builder stored = CacheMutation.newBuilder()
                .setOperation(CacheOperation.CACHE_OPERATION_SET)
                .setKey(given.getKey())
                .setStored(StoredValue.newBuilder()
                        .setData(ByteString.copyFrom(item.value().data().asBuffer()))
                        .setFlags((int) item.value().flags()));
        item.left().ifPresent(left -> stored.setExpireTime(time(clock.instant().plus(left))));
        return stored.build();
    }

    private static CacheMutation removal(CacheMutation given) {
        return CacheMutation.newBuilder()
                .setOperation(CacheOperation.CACHE_OPERATION_DELETE)
                .setKey(given.getKey())
                .build();
    }

    private static Message.Body body(CacheMutation mutation) {
        return new Message.Inline(Bytes.wrap(mutation.toByteArray()));
    }

    private static Timestamp time(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
