package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.it.system.Region;
import io.walgateway.it.system.TopicReader;
import io.walgateway.it.system.Topics;
import io.walgateway.it.system.WalSystem;
import io.walgateway.testkit.component.Components;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Three regions, each of which has what the others write, whatever dies in between. */
class ReplicationIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final String KIND = "topic";
    private static final List<String> NAMES = List.of("eu", "us", "asia");

    private final WalSystem system = WalSystem.running();
    private final String base = Components.uniqueName("replicated");
    private final List<Region> regions = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        regions.forEach(Region::close);
    }

    @Test
    void shouldHaveTheWritesOfTheOtherRegionsInOrderAndNoneOfItsOwn() throws Exception {
        Path directory = Components.ownDirectory("regions");
        for (String name : NAMES) {
            Topics.create(system, applied(name), 1);
            var store = new Region.Store(KIND, Optional.empty(), "{type: kafka, topic: %s}".formatted(applied(name)));
            regions.add(new Region(base, name, NAMES, List.of(store), system, directory.resolve(name)));
        }
        CompletableFuture.allOf(regions.stream()
                        .map(region -> CompletableFuture.runAsync(() -> start(region)))
                        .toArray(CompletableFuture[]::new))
                .join();
        List<List<ConsumerRecord<byte[], byte[]>>> applied = new ArrayList<>();
        for (Region region : regions) {
            var records = new CopyOnWriteArrayList<ConsumerRecord<byte[], byte[]>>();
            open.add(TopicReader.open(system.kafka().bootstrapServers(), applied(region.name()), records));
            applied.add(records);
        }

        write(0, payloads("eu", 0, 100));
        write(1, payloads("us", 0, 100));
        await("both").atMost(PATIENCE).until(() -> distinct(applied.get(2)).size() == 200);

        regions.get(2).writer().kill();
        write(0, payloads("eu", 100, 300));
        await("the region whose writer lives")
                .atMost(PATIENCE)
                .until(() -> inOrder(applied.get(1), "eu").size() == 300);
        assertThat(inOrder(applied.get(2), "eu")).hasSizeLessThan(300);

        regions.get(2).writer().start();
        await("the region whose writer is back")
                .atMost(PATIENCE)
                .until(() -> inOrder(applied.get(2), "eu").size() == 300);

        assertThat(inOrder(applied.get(2), "eu")).isEqualTo(payloads("eu", 0, 300));
        assertThat(inOrder(applied.get(1), "eu")).isEqualTo(payloads("eu", 0, 300));
        assertThat(inOrder(applied.get(0), "us")).isEqualTo(payloads("us", 0, 100));
        assertThat(inOrder(applied.get(0), "eu")).isEmpty();
        assertThat(inOrder(applied.get(1), "us")).isEmpty();
        assertThat(applied.get(0))
                .allSatisfy(record -> assertThat(
                                record.headers().lastHeader("wal-namespace").value())
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo(regions.get(1).log(KIND)));
    }

    /** The name of the topic that has what other regions wrote. */
    private String applied(String region) {
        return base + "-applied-" + region;
    }

    /** All under one key. */
    private void write(int region, List<String> payloads) {
        regions.get(region)
                .write(
                        KIND,
                        payloads.stream()
                                .map(payload -> new Region.Write("key", payload, Instant.now()))
                                .toList());
    }

    private void start(Region region) {
        try {
            region.start(regions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> payloads(String region, int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> region + " " + i).toList();
    }

    private static List<String> distinct(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .distinct()
                .toList();
    }

    /** The first appearance of each write of a region. */
    private static List<String> inOrder(List<ConsumerRecord<byte[], byte[]>> records, String region) {
        return distinct(records).stream()
                .filter(payload -> payload.startsWith(region + " "))
                .toList();
    }
}
