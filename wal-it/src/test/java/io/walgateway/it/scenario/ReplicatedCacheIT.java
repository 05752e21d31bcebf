package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.netflix.evcache.pool.EVCacheClientPoolManager;
import io.walgateway.client.WalClient;
import io.walgateway.client.cache.CacheSettings;
import io.walgateway.client.cache.ChangeReceipt;
import io.walgateway.client.cache.GatewayMutationLog;
import io.walgateway.client.cache.LocalCache;
import io.walgateway.client.cache.LogOutcome;
import io.walgateway.client.cache.MutationLog;
import io.walgateway.client.cache.ReplicatedCache;
import io.walgateway.client.kafka.KafkaMutationLog;
import io.walgateway.it.docs.Checkout;
import io.walgateway.it.system.CacheRegion;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.EvcacheApplication;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.TopicReader;
import io.walgateway.it.system.Topics;
import io.walgateway.it.system.WalSystem;
import io.walgateway.local.node.NodeProgram;
import io.walgateway.proto.v1.CacheMutation;
import io.walgateway.proto.v1.CacheOperation;
import io.walgateway.testkit.component.Components;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two regions whose applications have EVCache's own client, and change their caches through the helper. */
class ReplicatedCacheIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LINK_DELAY = Duration.ofMillis(40);
    private static final int KEYS = 50;
    private static final int ROUNDS = 4;
    private static final String NONE = "EN";

    private static final NodeProgram NODE = NodeProgram.of(
            Checkout.here().root().resolve("examples/cache-producer"), Components.ownDirectory("cache-producer"));

    private static final List<CacheRegion> REGIONS = new ArrayList<>();
    private static CacheRegion eu;
    private static CacheRegion us;
    private static EVCacheClientPoolManager pools;
    private static EvcacheApplication euApplication;
    private static EvcacheApplication usApplication;
    private static KafkaProducer<byte[], byte[]> producer;
    private static WalSystem system;

    @BeforeAll
    static void start() throws Exception {
        system = WalSystem.running();
        String base = Components.uniqueName("caches");
        Path directory = Components.ownDirectory("caches");
        eu = new CacheRegion(base, "eu", system, directory.resolve("eu"));
        us = new CacheRegion(base, "us", system, directory.resolve("us"));
        REGIONS.addAll(List.of(eu, us));
        for (CacheRegion region : REGIONS) {
            region.start(REGIONS, List.of("set", "invalidate", "fetch"), system);
        }
        EvcacheApplication.nodes("eu", eu.node());
        EvcacheApplication.nodes("us", us.node());
        pools = EvcacheApplication.pools();
        euApplication = EvcacheApplication.of("eu");
        usApplication = EvcacheApplication.of("us");
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        system.kafka().bootstrapServers(),
                        "acks",
                        "all",
                        "max.request.size",
                        4 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterAll
    static void stop() {
        producer.close();
        pools.shutdown();
        REGIONS.forEach(CacheRegion::close);
    }

    @Test
    void shouldBringWhatEvcacheWroteToEvcacheInTheOtherRegion() throws Exception {
        Map<String, Object> written = values();
        try (ReplicatedCache replicated =
                ReplicatedCache.beside(euApplication, log(eu, "set"), settings(), InstantSource.system())) {
            acknowledged(euApplication.set(replicated, "deleted", "value", HOUR));
            acknowledged(euApplication.set(replicated, "touched", "value", Duration.ofDays(1)));
            for (Map.Entry<String, Object> entry : written.entrySet()) {
                acknowledged(euApplication.set(replicated, entry.getKey(), entry.getValue(), Duration.ZERO));
            }
            acknowledged(euApplication.set(replicated, "lives", "value", HOUR));
            await().atMost(PATIENCE).until(() -> !us.ask("deleted").equals(NONE));
            acknowledged(replicated.delete("deleted"));
            acknowledged(replicated.touch("touched", HOUR));
        }
        await("the last change").atMost(PATIENCE).until(() -> secondsLeft(us, "touched") <= 3600);
        assertThat(secondsLeft(us, "touched")).isBetween(3500L, 3600L);
        await().atMost(PATIENCE).until(() -> us.ask("deleted").equals(NONE));
        await().atMost(PATIENCE).until(() -> secondsLeft(us, "lives") > 0);
        assertThat(secondsLeft(us, "lives")).isBetween(3500L, 3600L);
        written.forEach((key, value) -> {
            await(key).atMost(PATIENCE).until(() -> !us.ask(key).equals(NONE));
            assertThat(secondsLeft(us, key)).as(key).isEqualTo(-1);
            assertThat(comparable(usApplication.get(key))).as(key).isEqualTo(comparable(value));
            assertThat(comparable(euApplication.get(key))).as(key).isEqualTo(comparable(value));
        });
    }

    @Test
    void shouldGoOnByItselfAfterTheCacheOfTheOtherRegionWasDead() throws Exception {
        try (ReplicatedCache replicated =
                ReplicatedCache.beside(euApplication, log(eu, "set"), settings(), InstantSource.system())) {
            acknowledged(euApplication.set(replicated, "before", "value", HOUR));
            await().atMost(PATIENCE).until(() -> !us.ask("before").equals(NONE));
            us.cache().kill();
            for (int i = 0; i < 20; i++) {
                acknowledged(euApplication.set(replicated, "meanwhile-" + i, "value", HOUR));
            }
            us.cache().start();
            await().atMost(PATIENCE).untilAsserted(() -> {
                for (int i = 0; i < 20; i++) {
                    assertThat(us.ask("meanwhile-" + i)).endsWith("value");
                }
            });
        } finally {
            // Other tests write with the application of that region.
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> {
                        usApplication.set("back", new byte[0], 0, HOUR);
                        return true;
                    });
        }
    }

    @Test
    void shouldRepairThisRegionsCacheAfterAFailedWrite() throws Exception {
        LocalCache broken = new BrokenCache();
        try (ReplicatedCache behind = ReplicatedCache.behind(broken, repairs(), settings(), InstantSource.system());
                ReplicatedCache removing =
                        ReplicatedCache.behindAsDelete(broken, repairs(), settings(), InstantSource.system())) {
            euApplication.set("old", "older".getBytes(StandardCharsets.UTF_8), 0, HOUR);
            ChangeReceipt receipt = get(euApplication.set(behind, "repaired", "value", HOUR));
            ChangeReceipt removed = get(euApplication.set(removing, "old", "newer", HOUR));
            assertThat(List.of(receipt, removed)).noneMatch(ChangeReceipt::isInCache);
            assertThat(List.of(receipt, removed)).allMatch(ChangeReceipt::isInLog);
        }
        await().atMost(PATIENCE).until(() -> "value".equals(euApplication.get("repaired")));
        await().atMost(PATIENCE).until(() -> eu.ask("old").equals(NONE));
    }

    @Test
    void shouldTakeChangesOfAProducerInAnotherLanguage() {
        produceFromNode(
                eu.repairs(),
                eu.repairs(),
                "{\"operation\": \"CACHE_OPERATION_SET\", \"key\": \"js\", \"text\": \"older\"}",
                "{\"operation\": \"CACHE_OPERATION_SET\", \"key\": \"js\", \"text\": \"h\u00e9llo\","
                        + " \"ttlSeconds\": 3600}",
                "{\"operation\": \"CACHE_OPERATION_SET\", \"key\": \"number\", \"integer\": \"77\"}");

        await().atMost(PATIENCE).until(() -> "h\u00e9llo".equals(euApplication.get("js")));
        assertThat(secondsLeft(eu, "js")).isBetween(3400L, 3600L);
        await().atMost(PATIENCE).until(() -> Long.valueOf(77).equals(euApplication.get("number")));
    }

    @Test
    void shouldPlaceAKeyInTheSamePartitionWhicheverProducerAppends() throws Exception {
        String namespace = Components.uniqueName("placed");
        String topic = namespace + "-log";
        Topics.create(system, namespace + "-out", 1);
        List<String> keys =
                IntStream.range(0, 40).mapToObj(i -> "k\u00e9y-" + i).toList();
        List<CacheMutation> deletes =
                keys.stream().map(ReplicatedCacheIT::deletion).toList();
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system);
                WalClient client = WalClient.to("127.0.0.1:" + system.grpcPort())) {
            operator.put(namespace, NamespaceDocuments.toTopicInOrder(namespace + "-out", topic));
            gateway.awaitServed(namespace);
            for (MutationLog log : List.of(
                    new GatewayMutationLog(client, namespace), new KafkaMutationLog(producer, topic, namespace))) {
                for (CacheMutation delete : deletes) {
                    assertThat(log.append(delete, Instant.now())).isInstanceOf(LogOutcome.Appended.class);
                }
            }
        }
        produceFromNode(
                namespace,
                topic,
                keys.stream()
                        .map("{\"operation\": \"CACHE_OPERATION_DELETE\", \"key\": \"%s\"}"::formatted)
                        .toArray(String[]::new));

        List<ConsumerRecord<byte[], byte[]>> records = new CopyOnWriteArrayList<>();
        try (TopicReader reader = TopicReader.open(system.kafka().bootstrapServers(), topic, records::add)) {
            await().atMost(PATIENCE).until(() -> reader.count() == 3L * keys.size());
        }
        Map<String, List<Integer>> places = records.stream()
                .collect(Collectors.groupingBy(
                        record -> new String(record.key(), StandardCharsets.UTF_8),
                        Collectors.mapping(ConsumerRecord::partition, Collectors.toList())));
        assertThat(places).containsOnlyKeys(keys);
        assertThat(places.values()).allSatisfy(of -> assertThat(of).hasSize(3).containsOnly(of.getFirst()));
        assertThat(records).extracting(ConsumerRecord::partition).contains(0, 1, 2, 3);
    }

    private static void produceFromNode(String namespace, String topic, String... changes) {
        List<String> arguments = new ArrayList<>(List.of(namespace, topic));
        arguments.addAll(List.of(changes));
        NODE.run(
                "produce.js",
                arguments,
                Map.of(
                        "KAFKA",
                        system.kafka().bootstrapServers(),
                        "PROTO",
                        Checkout.here().root().resolve("proto/src/main/proto").toString()));
    }

    private static CacheMutation deletion(String key) {
        return CacheMutation.newBuilder()
                .setOperation(CacheOperation.CACHE_OPERATION_DELETE)
                .setKey(key)
                .build();
    }

    @Test
    void shouldKeepNoStaleValueWhereBothRegionsWriteTheSameKeysAndInvalidate() throws Exception {
        Map<String, String> rows = writeInBothRegions("invalidate");
        await("no stale value").atMost(PATIENCE).until(() -> stale(rows) == 0);
        assertThat(rows.keySet().stream()
                        .filter(key -> eu.ask(key).equals(NONE) || us.ask(key).equals(NONE)))
                .as("each row was written last in one region, whose change removes it from the other")
                .hasSize(KEYS);
    }

    /**
     * Two applications update the same rows of a database at the same time. Each holds the row while it writes the row and
     * its own region's cache. Returns the rows.
     */
    private static Map<String, String> writeInBothRegions(String mode) throws Exception {
        REGIONS.forEach(region -> region.link().delay(LINK_DELAY));
        Map<String, String> rows = new ConcurrentHashMap<>();
        try (ReplicatedCache inEu =
                        ReplicatedCache.beside(euApplication, log(eu, mode), settings(), InstantSource.system());
                ReplicatedCache inUs =
                        ReplicatedCache.beside(usApplication, log(us, mode), settings(), InstantSource.system())) {
            CompletableFuture<Void> one =
                    CompletableFuture.runAsync(() -> write(rows, mode, "eu", euApplication, inEu, new Random(1)));
            CompletableFuture<Void> other =
                    CompletableFuture.runAsync(() -> write(rows, mode, "us", usApplication, inUs, new Random(2)));
            one.get();
            other.get();
        } finally {
            REGIONS.forEach(region -> region.link().forward());
        }
        return rows;
    }

    private static void write(
            Map<String, String> rows,
            String mode,
            String region,
            EvcacheApplication application,
            ReplicatedCache replicated,
            Random random) {
        for (int i = 0; i < KEYS * ROUNDS; i++) {
            String value = region + " " + i;
            String key = mode + "-" + (i < KEYS ? i : random.nextInt(KEYS));
            // The map locks the row while it computes.
            rows.compute(key, (_, _) -> {
                try {
                    acknowledged(application.set(replicated, key, value, HOUR));
                    return value;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    private static long stale(Map<String, String> rows) {
        return REGIONS.stream()
                .mapToLong(region -> rows.entrySet().stream()
                        .filter(row -> {
                            String answer = region.ask(row.getKey());
                            return !answer.equals(NONE) && !answer.endsWith(" " + row.getValue());
                        })
                        .count())
                .sum();
    }

    private static Map<String, Object> values() {
        byte[] noise = new byte[1 << 20];
        new Random(11).nextBytes(noise);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("text", "h\u00e9llo \ud83d\ude00");
        values.put("empty-text", "");
        values.put("compressed-text", "all work and no play ".repeat(1_000));
        values.put("bytes", new byte[] {0, 1, -1});
        values.put("no-bytes", new byte[0]);
        values.put("compressed-bytes", new byte[100_000]);
        values.put("mebibyte", noise);
        values.put("long", 1L << 40);
        values.put("negative", -1L);
        values.put("list", new ArrayList<>(List.of("serialised", "by", "Java")));
        values.put("k".repeat(250 - CacheRegion.CACHE.length() - 1), "a key of 250 characters");
        return values;
    }

    private static final class BrokenCache implements LocalCache {
        @Override
        public void set(String key, byte[] data, int flags, Duration ttl) throws IOException {
            throw new IOException("broken");
        }

        @Override
        public void delete(String key) throws IOException {
            throw new IOException("broken");
        }

        @Override
        public void touch(String key, Duration ttl) throws IOException {
            throw new IOException("broken");
        }
    }

    private static KafkaMutationLog log(CacheRegion region, String mode) {
        return new KafkaMutationLog(producer, region.log(mode), region.log(mode));
    }

    private static KafkaMutationLog repairs() {
        return new KafkaMutationLog(producer, eu.repairs(), eu.repairs());
    }

    private static CacheSettings settings() {
        return CacheSettings.of(CacheRegion.CACHE).timeouts(Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    /** -1: for ever; -2: no entry. */
    private static long secondsLeft(CacheRegion region, String key) {
        String answer = region.ask(key);
        if (answer.equals(NONE)) {
            return -2;
        }
        String life = answer.split(" ", 4)[2];
        return Long.parseLong(life.substring(1));
    }

    private static void acknowledged(CompletionStage<ChangeReceipt> change) throws Exception {
        ChangeReceipt receipt = get(change);
        assertThat(receipt.isInCache()).as(receipt.toString()).isTrue();
        assertThat(receipt.isInLog()).as(receipt.toString()).isTrue();
    }

    private static ChangeReceipt get(CompletionStage<ChangeReceipt> receipt) throws Exception {
        return receipt.toCompletableFuture().get();
    }

    private static Object comparable(Object value) {
        return value instanceof byte[] bytes ? ByteString.copyFrom(bytes) : value;
    }
}
