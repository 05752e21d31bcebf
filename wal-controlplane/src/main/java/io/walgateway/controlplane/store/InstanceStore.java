package io.walgateway.controlplane.store;

import io.walgateway.config.catalog.Role;
import io.walgateway.core.units.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The processes that follow the changes, and how far each of them has applied them. */
public final class InstanceStore {
    /** Longer than a watcher waits for one answer, so a process that was not seen for so long is gone or cut off. */
    public static final Duration PRESENT_FOR = Duration.ofSeconds(15);

    private static final Duration KEPT_FOR = Duration.ofDays(1);

    private static final String SEEN = """
            INSERT INTO instance (id, role, shard, applied, seen_at) VALUES (:id, :role, :shard, :applied, :at)
            ON CONFLICT (id) DO UPDATE SET role = EXCLUDED.role, shard = EXCLUDED.shard, applied = EXCLUDED.applied,
                seen_at = EXCLUDED.seen_at
            """;
    private static final String BEHIND = """
            SELECT count(*) FROM instance
            WHERE applied < :change AND seen_at > :since AND (shard IS NULL OR shard = :shard)
            """;

    private static final String PRESENT = "SELECT DISTINCT role, shard FROM instance WHERE seen_at > :since";

    private final Database database;
    private final InstantSource clock;

    public InstanceStore(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A process asks for what comes after a change, so it has applied everything up to that change.
     *
     * @param role empty: the process does not say, and counts as both
     */
    public void seen(String id, Optional<Role> role, Optional<String> shard, long applied) {
        database.write(handle -> {
            handle.createUpdate("DELETE FROM instance WHERE seen_at < :since")
                    .bind("since", time(clock.instant().minus(KEPT_FOR)))
                    .execute();
            return handle.createUpdate(SEEN)
                    .bind("id", id)
                    .bind("role", role.map(Role::text).orElse(null))
                    .bind("shard", shard.orElse(null))
                    .bind("applied", applied)
                    .bind("at", time(clock.instant()))
                    .execute();
        });
    }

    /** True if every process of a shard that is present has applied a change. */
    public boolean allHaveApplied(long change, String shard) {
        return database.read(handle -> handle.createQuery(BEHIND)
                        .bind("change", change)
                        .bind("since", time(clock.instant().minus(PRESENT_FOR)))
                        .bind("shard", shard)
                        .mapTo(Long.class)
                        .one())
                == 0;
    }

    /** The processes that were seen recently. */
    public Presence presence() {
        return database.read(handle -> new Presence(handle.createQuery(PRESENT)
                .bind("since", time(clock.instant().minus(PRESENT_FOR)))
                .map((row, _) -> new Present(
                        Optional.ofNullable(row.getString("role")).map(Role::of),
                        Optional.ofNullable(row.getString("shard"))))
                .list()));
    }

    /**
     * A kind of process of which at least one is present.
     *
     * @param role  empty: it counts as both
     * @param shard the shard that it serves; empty: all of them
     */
    public record Present(Optional<Role> role, Optional<String> shard) {
        private boolean is(Role wanted, String served) {
            return role.filter(own -> own != wanted).isEmpty()
                    && shard.filter(own -> !own.equals(served)).isEmpty();
        }
    }

    /** The kinds of processes that are present. */
    public record Presence(List<Present> kinds) {

        /** Why a shard is not fully served; empty: it has a server and a consumer. */
        public Optional<String> gap(String shard) {
            boolean writes = kinds.stream().anyMatch(kind -> kind.is(Role.SERVER, shard));
            boolean deliveries = kinds.stream().anyMatch(kind -> kind.is(Role.CONSUMER, shard));
            String lately = " of shard " + shard + " was seen in the last " + Durations.format(PRESENT_FOR);
            if (!writes && !deliveries) {
                return Optional.of("not served: no server or consumer" + lately);
            }
            if (!writes) {
                return Optional.of("takes no writes: no server" + lately);
            }
            return deliveries ? Optional.empty() : Optional.of("delivers nothing: no consumer" + lately);
        }
    }

    private static Object time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
