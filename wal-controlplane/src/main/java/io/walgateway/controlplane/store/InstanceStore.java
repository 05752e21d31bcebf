package io.walgateway.controlplane.store;

import io.walgateway.core.units.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The processes that follow the changes, and how far each of them is. */
public final class InstanceStore {
    /** Longer than a watcher waits for one answer, so that one that was not seen for so long is gone or cut off. */
    public static final Duration PRESENT_FOR = Duration.ofSeconds(15);

    private static final Duration KEPT_FOR = Duration.ofDays(1);

    private static final String SEEN = """
            INSERT INTO instance (id, shard, applied, seen_at) VALUES (:id, :shard, :applied, :at)
            ON CONFLICT (id) DO UPDATE SET shard = EXCLUDED.shard, applied = EXCLUDED.applied, seen_at = EXCLUDED.seen_at
            """;
    private static final String BEHIND = """
            SELECT count(*) FROM instance
            WHERE applied < :change AND seen_at > :since AND (shard IS NULL OR shard = :shard)
            """;

    /** No shard has this name. */
    private static final String EVERY_SHARD = "*";

    private static final String SHARDS =
            "SELECT DISTINCT coalesce(shard, '" + EVERY_SHARD + "') FROM instance WHERE seen_at > :since";

    private final Database database;
    private final InstantSource clock;

    public InstanceStore(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A process asks for what comes after a change, so it has applied everything up to it. */
    public void seen(String id, Optional<String> shard, long applied) {
        database.write(handle -> {
            handle.createUpdate("DELETE FROM instance WHERE seen_at < :since")
                    .bind("since", time(clock.instant().minus(KEPT_FOR)))
                    .execute();
            return handle.createUpdate(SEEN)
                    .bind("id", id)
                    .bind("shard", shard.orElse(null))
                    .bind("applied", applied)
                    .bind("at", time(clock.instant()))
                    .execute();
        });
    }

    /** Whether every process of a shard that is present has applied a change. */
    public boolean allHaveApplied(long change, String shard) {
        return database.read(handle -> handle.createQuery(BEHIND)
                        .bind("change", change)
                        .bind("since", time(clock.instant().minus(PRESENT_FOR)))
                        .bind("shard", shard)
                        .mapTo(Long.class)
                        .one())
                == 0;
    }

    /** What the processes that are present serve. */
    public Presence presence() {
        return database.read(handle -> new Presence(handle.createQuery(SHARDS)
                .bind("since", time(clock.instant().minus(PRESENT_FOR)))
                .mapTo(String.class)
                .list()));
    }

    /**
     * The shards that somebody serves.
     *
     * @param shards {@code *} stands for all
     */
    public record Presence(List<String> shards) {

        /** Why nobody serves a shard; empty: somebody does. */
        public Optional<String> gap(String shard) {
            return shards.contains(EVERY_SHARD) || shards.contains(shard)
                    ? Optional.empty()
                    : Optional.of("not served: no server or consumer of shard " + shard + " was seen in the last "
                            + Durations.format(PRESENT_FOR));
        }
    }

    private static Object time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
