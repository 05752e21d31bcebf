package io.walgateway.log.payload;

import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.namespace.RetryPolicy;
import io.walgateway.core.namespace.TargetConfig;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.log.client.LogClients;
import io.walgateway.log.record.LogEntry;
import io.walgateway.log.record.ProtoTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a namespace's large payloads are stored, and for how long.
 *
 * @param horizon how long retries may take
 */
public record PayloadPlace(DurableStorage storage, ClaimCheck.Place name, Duration horizon) {
    /** How long a payload outlasts the last retry: for outages, and for operators who handle dead letters. */
    public static final Duration MARGIN = Duration.ofDays(30);
    /** Retries beyond this time are not waited for. */
    static final Duration HORIZON_MAX = Duration.ofDays(365);

    /** The place of a namespace; empty if it has no durable storage, or there is no plugin for it. */
    public static Optional<PayloadPlace> of(NamespaceConfig namespace, LogClients clients) {
        return namespace
                .durableStorage()
                .or(clients::standard)
                .flatMap(config -> clients.storages().apply(config).map(storage -> of(config, storage, namespace)));
    }

    private static PayloadPlace of(DurableStorageConfig config, DurableStorage storage, NamespaceConfig namespace) {
        Duration horizon = Stream.concat(
                        Stream.of(namespace.retry()),
                        namespace.targets().stream().map(TargetConfig::retry))
                .map(PayloadPlace::horizon)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        return new PayloadPlace(
                storage, new ClaimCheck.Place(config.type(), config.namespace(), config.shard()), horizon);
    }

    /** The latest time at which a payload is forgotten. */
    public Instant expiry(LogEntry entry) {
        Instant due = entry.due();
        Instant last = entry.expiry().filter(due::isBefore).orElse(due);
        Duration kept = horizon.plus(MARGIN);
        return last.isBefore(ProtoTimes.MAX.minus(kept)) ? last.plus(kept) : ProtoTimes.MAX;
    }

    /** Why the storage cannot keep the payload for so long; every attempt to store it would fail. */
    public Optional<Violation> tooLong(LogEntry entry) {
        Instant expiry = expiry(entry);
        return storage.latestExpiry()
                .filter(expiry::isAfter)
                .map(latest -> new Violation(
                        "lifecycle.delay",
                        "a large payload that is kept until " + expiry,
                        latest + " at the latest: durable storage " + name
                                + " keeps nothing longer, and a payload outlasts" + " its due time by all retries and "
                                + MARGIN.toDays() + " days"));
    }

    private static Duration horizon(RetryPolicy retry) {
        double days = (double) retry.maxAttempts()
                * retry.max().toMillis()
                / Duration.ofDays(1).toMillis();
        return days < HORIZON_MAX.toDays() ? retry.max().multipliedBy(retry.maxAttempts()) : HORIZON_MAX;
    }
}
