package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.it.system.Indices;
import io.walgateway.it.system.Region;
import io.walgateway.it.system.Tables;
import io.walgateway.it.system.WalSystem;
import io.walgateway.testkit.component.Components;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * All regions write the same keys at the same time, while the writer of one of them is dead: each region's table and index end
 * with the last write of each key, and without the keys whose last write is a deletion.
 */
class ConvergenceIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<String> NAMES = List.of("eu", "us", "asia");
    private static final String TABLE = "table";
    private static final String INDEX = "index";
    private static final int KEYS = 20;
    private static final int WRITES = 100;

    private final WalSystem system = WalSystem.running();
    private final String base = Components.uniqueName("stores");
    private final Indices indices = new Indices(system.openSearch().uri());
    private final Map<String, Tables> tables = new HashMap<>();
    private final List<Region> regions = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(7);

    @AfterEach
    void stop() {
        regions.forEach(Region::close);
        tables.values().forEach(Tables::close);
        indices.close();
    }

    @Test
    void shouldEndWithTheLastWriteOfEachKeyInEachRegion() throws Exception {
        Path directory = Components.ownDirectory("convergence");
        for (String name : NAMES) {
            tables.put(name, new Tables(system));
            indices.create(index(name));
            var stores = List.of(tableOf(name), indexOf(name));
            regions.add(new Region(base, name, NAMES, stores, system, directory.resolve(name)));
        }
        inParallel(this::start);

        Instant start = Instant.now();
        List<List<Change>> changes = regions.stream().map(_ -> changes(start)).toList();
        Region victim = regions.getLast();
        victim.writer().kill();
        inParallel(region -> write(region, changes.get(regions.indexOf(region))));
        victim.writer().start();

        Map<String, String> expected = lastOf(changes);
        assertThat(expected).hasSizeBetween(1, KEYS - 1);
        for (String name : NAMES) {
            await("table of " + name)
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(table(name).all()).isEqualTo(expected));
            await("index of " + name)
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(indices.values(index(name))).isEqualTo(expected));
        }
    }

    /** @param value empty: a deletion */
    private record Change(String key, Optional<String> value, Instant at) {
        Region.Write ofRow() {
            String payload = value.map(text -> "{\"id\": \"%s\", \"value\": \"%s\"}".formatted(key, text))
                    .orElse("{\"@delete\": {\"id\": \"%s\"}}".formatted(key));
            return new Region.Write(key, payload, at);
        }

        Region.Write ofDocument() {
            return new Region.Write(
                    key, value.map("{\"value\": \"%s\"}"::formatted).orElse(""), at);
        }
    }

    /** Times are as those of applications on several machines: those of one key go up and down. */
    private List<Change> changes(Instant start) {
        return IntStream.range(0, WRITES)
                .mapToObj(_ -> new Change(
                        "key-" + random.nextInt(KEYS),
                        random.nextInt(4) == 0 ? Optional.empty() : Optional.of("value-" + random.nextInt()),
                        start.minusNanos(1_000L * random.nextInt(1_000_000_000))))
                .toList();
    }

    private Region.Store tableOf(String name) {
        String keyspace = table(name).keyspace();
        return new Region.Store(
                TABLE,
                Optional.of("{\"type\": \"cassandra\", \"keyspace\": \"%s\", \"table\": \"%s\"}"
                        .formatted(keyspace, Tables.TABLE)),
                "{type: cassandra, keyspace: %s, table: %s}".formatted(keyspace, Tables.TABLE));
    }

    private Tables table(String region) {
        return Objects.requireNonNull(tables.get(region));
    }

    private Region.Store indexOf(String name) {
        return new Region.Store(
                INDEX,
                Optional.of("{\"type\": \"opensearch\", \"index\": \"%s\", \"id\": \"{key}\"}".formatted(index(name))),
                "{type: opensearch, index: %s, id: \"{key}\"}".formatted(index(name)));
    }

    private String index(String region) {
        return base + "-" + region;
    }

    private static void write(Region region, List<Change> changes) {
        region.write(TABLE, changes.stream().map(Change::ofRow).toList());
        region.write(INDEX, changes.stream().map(Change::ofDocument).toList());
    }

    private void start(Region region) {
        try {
            region.start(regions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void inParallel(Consumer<Region> action) {
        CompletableFuture.allOf(regions.stream()
                        .map(region -> CompletableFuture.runAsync(() -> action.accept(region)))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private static Map<String, String> lastOf(List<List<Change>> changes) {
        Map<String, Change> last = new HashMap<>();
        changes.forEach(some -> some.forEach(
                change -> last.merge(change.key, change, (one, other) -> one.at.isAfter(other.at) ? one : other)));
        Map<String, String> values = new TreeMap<>();
        last.values().forEach(change -> change.value.ifPresent(value -> values.put(change.key, value)));
        return values;
    }
}
