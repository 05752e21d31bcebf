package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.KeyValue;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.WalSystem;
import io.walgateway.local.process.LocalComponent;
import io.walgateway.proto.kv.v1.DeleteItemsRequest;
import io.walgateway.proto.kv.v1.IdempotencyToken;
import io.walgateway.proto.kv.v1.IdentifiedItem;
import io.walgateway.proto.kv.v1.Item;
import io.walgateway.proto.kv.v1.KeyList;
import io.walgateway.proto.kv.v1.Predicate;
import io.walgateway.proto.kv.v1.PutItemsRequest;
import io.walgateway.testkit.component.Components;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Indices agree with the items after changes under kills, and no query returns an item that does not match. */
class KeyValueIndexIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PEOPLE = "people";
    private static final List<String> CITIES = List.of("Graz", "Oslo", "Rome", "Lyon");
    private static final int ITEMS = Integer.getInteger("kv.items", 120);
    private static final int CHANGES = Integer.getInteger("kv.changes", 400);
    private static final int WRITERS = 8;

    private final WalSystem system = WalSystem.running();
    private final LocalComponent service = system.keyValue();
    private final String prefix = Components.uniqueName("p");
    private final Gateway gateway = new Gateway(system);
    private final ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
    private final KeyValue keyValue = new KeyValue(system);
    private final List<String> wrong = new CopyOnWriteArrayList<>();

    @BeforeEach
    void serve() throws Exception {
        operator.put("key-value", NamespaceDocuments.sample("key-value"));
        gateway.awaitServed("key-value");
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(StatusRuntimeException.class)
                .until(() -> {
                    keyValue.query(PEOPLE, "by-city", "nowhere");
                    return true;
                });
    }

    @AfterEach
    void close() {
        gateway.close();
        operator.close();
        keyValue.close();
    }

    @AfterAll
    static void stop() {
        WalSystem.running().keyValue().stop();
    }

    @Test
    void shouldFindItemsByValueAndByMetadataAndForgetWhatIsDeleted() {
        put(prefix, "Graz", "red");
        put(prefix + "2", "Graz", "blue");
        await().atMost(PATIENCE).until(() -> ids("by-city", "Graz").size() == 2);
        assertThat(ids("by-team", "red")).containsExactly(prefix);
        put(prefix, "Oslo", "red");
        await().atMost(PATIENCE).until(() -> ids("by-city", "Oslo").equals(List.of(prefix)));
        assertThat(ids("by-city", "Graz")).containsExactly(prefix + "2");
        delete(prefix);
        await().atMost(PATIENCE).until(() -> ids("by-team", "red").isEmpty());
        awaitNoDifferences();
        assertThatThrownBy(() -> keyValue.query(PEOPLE, "by-town", "Graz"))
                .hasMessageContaining("NOT_FOUND: index: by-town (expected: one of by-city, by-team)");
    }

    @Test
    void shouldAgreeWithTheItemsAfterChangesUnderKills() throws Exception {
        Map<String, String> expected = new ConcurrentHashMap<>();
        inParallel(ITEMS, number -> change(number, new Random(number), expected, false));
        Thread killer = Thread.ofPlatform().start(this::killInTurn);
        Thread reader = Thread.ofPlatform().start(() -> readWhile(killer));
        inParallel(CHANGES, number -> {
            Random random = new Random(1_000_000L + number);
            // One writer for each item at a time, so that the last change of each is known.
            change(number % WRITERS + WRITERS * random.nextInt(ITEMS / WRITERS), random, expected, true);
        });
        killer.join();
        reader.join();
        assertThat(wrong).isEmpty();
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (String city : CITIES) {
                assertThat(ids("by-city", city))
                        .containsExactlyInAnyOrderElementsOf(expected.entrySet().stream()
                                .filter(entry -> entry.getValue().equals(city))
                                .map(Map.Entry::getKey)
                                .toList());
            }
        });
        awaitNoDifferences();
        System.out.printf("%d items, %d changes under kills: no difference%n", ITEMS, CHANGES);
    }

    private void change(int number, Random random, Map<String, String> expected, boolean deletes) {
        String id = prefix + "-" + number;
        if (deletes && random.nextInt(5) == 0) {
            expected.remove(id);
            delete(id);
        } else {
            String city = CITIES.get(random.nextInt(CITIES.size()));
            expected.put(id, city);
            put(id, city, "team" + random.nextInt(3));
        }
    }

    /** Changes with the same remainder come one after the other. */
    private static void inParallel(int count, Consumer<Integer> change) throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            for (int writer = 0; writer < WRITERS; writer++) {
                int first = writer;
                threads.execute(() -> {
                    for (int number = first; number < count; number += WRITERS) {
                        change.accept(number);
                    }
                });
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.MINUTES)).isTrue();
        }
    }

    private void killInTurn() {
        Stream.of(service, system.consumer(), system.server(), service).forEach(process -> {
            process.kill();
            process.start();
        });
    }

    private void readWhile(Thread other) {
        int queries = 0;
        while (other.isAlive()) {
            for (String city : CITIES) {
                try {
                    for (IdentifiedItem item : keyValue.query(PEOPLE, "by-city", city)) {
                        String value = item.getItem().getValue().toStringUtf8();
                        if (!value.equals(value(city))) {
                            wrong.add(city + ": " + value);
                        }
                    }
                    queries++;
                } catch (StatusRuntimeException e) {
                    // The service is being killed.
                }
            }
        }
        System.out.printf("%d queries in between%n", queries);
    }

    private void awaitNoDifferences() {
        await("agreement of both sides")
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(StatusRuntimeException.class)
                .untilAsserted(() -> {
                    for (String index : List.of("by-city", "by-team")) {
                        assertThat(keyValue.differences(PEOPLE, index)).isEmpty();
                    }
                });
    }

    private void put(String id, String city, String team) {
        Item item = KeyValue.item("k", value(city)).toBuilder()
                .putMetadata("team", team)
                .build();
        IdempotencyToken token = KeyValue.token();
        awaitDone(() -> keyValue.calls()
                .putItems(PutItemsRequest.newBuilder()
                        .setNamespace(PEOPLE)
                        .setId(id)
                        .addItems(item)
                        .setIdempotencyToken(token)
                        .build()));
    }

    private void delete(String id) {
        IdempotencyToken token = KeyValue.token();
        awaitDone(() -> keyValue.calls()
                .deleteItems(DeleteItemsRequest.newBuilder()
                        .setNamespace(PEOPLE)
                        .setId(id)
                        .setPredicate(Predicate.newBuilder()
                                .setKeys(KeyList.newBuilder().addKeys(ByteString.copyFromUtf8("k"))))
                        .setIdempotencyToken(token)
                        .build()));
    }

    private static void awaitDone(Runnable change) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptionsInstanceOf(StatusRuntimeException.class)
                .until(() -> {
                    change.run();
                    return true;
                });
    }

    private static String value(String city) {
        return "{\"city\": \"" + city + "\"}";
    }

    private List<String> ids(String index, String value) {
        List<String> ids = new ArrayList<>();
        keyValue.query(PEOPLE, index, value).stream()
                .map(IdentifiedItem::getId)
                .filter(id -> id.startsWith(prefix))
                .forEach(ids::add);
        return ids;
    }
}
