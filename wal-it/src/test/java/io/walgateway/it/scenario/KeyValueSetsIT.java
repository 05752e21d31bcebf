package io.walgateway.it.scenario;

import static io.walgateway.it.system.KeyValue.put;
import static io.walgateway.it.system.KeyValue.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import io.grpc.StatusRuntimeException;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.KeyValue;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.Tables;
import io.walgateway.it.system.WalSystem;
import io.walgateway.local.process.LocalComponent;
import io.walgateway.proto.kv.v1.DeleteItemsRequest;
import io.walgateway.proto.kv.v1.IdempotencyToken;
import io.walgateway.proto.kv.v1.IdentifiedItem;
import io.walgateway.proto.kv.v1.KeyList;
import io.walgateway.proto.kv.v1.Mutation;
import io.walgateway.proto.kv.v1.Predicate;
import io.walgateway.proto.v1.BatchPart;
import io.walgateway.proto.v1.CassandraTarget;
import io.walgateway.proto.v1.Target;
import io.walgateway.proto.v1.Trilean;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.testkit.component.Components;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sets whose parts are in a Key-Value service, and sets that change items in it. */
class KeyValueSetsIT {
    private static final java.time.Duration PATIENCE = java.time.Duration.ofMinutes(2);
    private static final List<String> TABLES = List.of("carts", "stock", "prices");
    private static final String STORAGE = "foobar_wal_type";
    private static final int IDS = 50;
    private static final int SETS = Integer.getInteger("kv.sets", 12);

    private final WalSystem system = WalSystem.running();
    private final LocalComponent service = system.keyValue();
    private final String name = Components.uniqueName("kv");
    private final Gateway gateway = new Gateway(system);
    private final ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
    private final KeyValue keyValue = new KeyValue(system);

    @BeforeEach
    void serve() throws Exception {
        operator.put("key-value", NamespaceDocuments.sample("key-value"));
        gateway.awaitServed("key-value");
    }

    @AfterEach
    void close() throws Exception {
        gateway.close();
        operator.close();
        keyValue.close();
    }

    @AfterAll
    static void stop() {
        WalSystem.running().keyValue().stop();
    }

    /** The document is as it was published; only the names of its queues are those of this test. */
    @Test
    void shouldServeThePublishedDocumentWithItsStorage() throws Exception {
        String published = Files.readString(Path.of("../config/namespaces/personas/foobar_kv.json"));
        operator.put(name, published.replace("foobar_kv_multi_id", name));
        gateway.awaitServed(name);
        try (Tables tables = new Tables(system)) {
            String other = tables.numbers();
            gateway.awaitTrue(row(tables, "s", 0, Tables.TABLE, "{\"id\": \"a\", \"value\": \"first\"}"), PATIENCE);
            gateway.awaitTrue(row(tables, "s", 1, other, "{\"id\": \"a\", \"vi\": 7}"), PATIENCE);
            gateway.awaitTrue(row(tables, "s", 2, Tables.TABLE, "{\"id\": \"b\", \"value\": \"last\"}"), PATIENCE);
            assertThat(stored("s")).anyMatch(id -> id.contains("/parts"));
            assertThat(tables.count()).isZero();
            assertThat(tables.ids(other)).isEmpty();

            gateway.awaitTrue(marker("s", 3), PATIENCE);
            await().atMost(PATIENCE).until(() -> tables.value("b").isPresent());
            assertThat(tables.value("a")).contains("first");
            assertThat(tables.ids(other)).containsExactly("a");
            await("the parts' removal")
                    .atMost(PATIENCE)
                    .until(() -> stored("s").stream().noneMatch(id -> id.contains("/parts")));
        }
    }

    @Test
    void shouldLeaveNothingInTheStorageOfASetThatIsNeverCompleted() throws Exception {
        String published = Files.readString(Path.of("../config/namespaces/personas/foobar_kv.json"));
        operator.put(
                name,
                published.replace("foobar_kv_multi_id", name).replaceFirst("\\{", "{\"sets\": {\"expiry\": \"3s\"}, "));
        gateway.awaitServed(name);
        try (Tables tables = new Tables(system)) {
            gateway.awaitTrue(row(tables, "s", 0, Tables.TABLE, "{\"id\": \"a\", \"value\": \"first\"}"), PATIENCE);
            assertThat(stored("s")).isNotEmpty();
            await("the removal of the set but for a note, which also expires")
                    .atMost(PATIENCE)
                    .until(() -> stored("s").equals(Set.of("set/" + name + "/s")));
            assertThat(tables.count()).isZero();
        }
    }

    @Test
    void shouldApplyMutationsOfSeveralIdsAndTablesInSequence() {
        String large = "x".repeat(700_000);
        IdempotencyToken token = token();
        List<Mutation> mutations = List.of(
                put("carts", name, "a", "first"),
                put("stock", name, "a", large),
                delete("carts", name, "a"),
                put("prices", name, "a", "price"),
                put("carts", name, "b", "second"));
        assertThat(keyValue.mutate(token, mutations).getDurable()).isEqualTo(Trilean.TRILEAN_TRUE);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(values("carts", name)).containsExactly("second"));
        assertThat(values("stock", name)).containsExactly(large);
        assertThat(values("prices", name)).containsExactly("price");
        assertThat(keyValue.mutate(token, mutations).getDurable())
                .as("repeated after it was applied")
                .isEqualTo(Trilean.TRILEAN_TRUE);
    }

    @Test
    void shouldRefuseMutationsThatNoSetCanHave() {
        assertThatThrownBy(() -> keyValue.mutate(token(), List.of(put(STORAGE, name, "a", "x"))))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("mutations[0].namespace: foobar_wal_type (expected: a namespace with wal: true");
        assertThatThrownBy(() -> keyValue.mutate(token(), List.of()))
                .hasMessageContaining("mutations: 0 mutations (expected: 1 to 1000)");
    }

    @Test
    void shouldSpreadDeletionsOverTime() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            keys.add("k" + i);
            keyValue.calls()
                    .putItems(put("carts", name, "k" + i, "v").getPut().toBuilder()
                            .setIdempotencyToken(token())
                            .build());
        }
        DeleteItemsRequest delete =
                delete("carts", name, keys.toArray(String[]::new)).getDelete();
        keyValue.calls()
                .deleteItems(delete.toBuilder()
                        .setIdempotencyToken(token())
                        .setSpread(Duration.newBuilder().setSeconds(6))
                        .build());
        Set<Integer> seen = new TreeSet<>();
        await().atMost(PATIENCE).until(() -> {
            seen.add(values("carts", name).size());
            return values("carts", name).isEmpty();
        });
        assertThat(seen).as("numbers of items that were left in between").hasSizeGreaterThan(3);
    }

    @Test
    void shouldApplyEachMutationSetWholeWhenProcessesAreKilled() throws Exception {
        Thread killer = Thread.ofPlatform().start(this::killInTurn);
        int set = 0;
        for (; set < SETS || killer.isAlive(); set++) {
            awaitTrue(token(), mutations(set));
        }
        killer.join();
        int sets = set;
        await().atMost(PATIENCE).untilAsserted(() -> {
            Map<String, Long> items = TABLES.stream()
                    .flatMap(table -> keyValue.scan(table, name + "-", false).stream())
                    .collect(Collectors.groupingBy(KeyValueSetsIT::set, Collectors.counting()));
            assertThat(items).hasSize(sets);
            assertThat(items.values()).containsOnly((long) IDS);
        });
        System.out.printf("%d sets of %d ids over 3 tables, each whole, after 6 kills%n", sets, IDS);
    }

    private void killInTurn() {
        Stream.of(service, system.server(), system.consumer(), service, system.controlPlane(), system.consumer())
                .forEach(process -> {
                    process.kill();
                    process.start();
                });
    }

    private List<Mutation> mutations(int set) {
        List<Mutation> mutations = new ArrayList<>();
        for (int i = 0; i < IDS; i++) {
            mutations.add(put(TABLES.get(i % TABLES.size()), name + "-" + set + "-" + i, "k", "v" + set));
        }
        return mutations;
    }

    private void awaitTrue(IdempotencyToken token, List<Mutation> mutations) {
        await("TRUE")
                .atMost(PATIENCE)
                .pollDelay(java.time.Duration.ZERO)
                .pollInterval(java.time.Duration.ofMillis(20))
                .ignoreExceptionsInstanceOf(StatusRuntimeException.class)
                .until(() -> keyValue.mutate(token, mutations).getDurable() == Trilean.TRILEAN_TRUE);
    }

    private static String set(IdentifiedItem item) {
        return item.getId().substring(0, item.getId().lastIndexOf('-'));
    }

    /** The ids that the storage has for a set. */
    private Set<String> stored(String set) {
        return keyValue.scan(STORAGE, "set/" + name + "/" + set, true).stream()
                .map(IdentifiedItem::getId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> values(String table, String id) {
        return keyValue.items(table, id).stream()
                .map(item -> item.getValue().toStringUtf8())
                .toList();
    }

    private static Mutation delete(String namespace, String id, String... keys) {
        KeyList.Builder list = KeyList.newBuilder();
        Stream.of(keys).map(ByteString::copyFromUtf8).forEach(list::addKeys);
        return Mutation.newBuilder()
                .setDelete(DeleteItemsRequest.newBuilder()
                        .setNamespace(namespace)
                        .setId(id)
                        .setPredicate(Predicate.newBuilder().setKeys(list)))
                .build();
    }

    private WriteToLogRequest row(Tables tables, String set, int sequence, String table, String row) {
        return Gateway.request(name, row)
                .setTarget(Target.newBuilder()
                        .setCassandra(CassandraTarget.newBuilder()
                                .setKeyspace(tables.keyspace())
                                .setTable(table)))
                .setBatchPart(BatchPart.newBuilder().setBatchId(set).setSequence(sequence))
                .build();
    }

    private WriteToLogRequest marker(String set, int total) {
        return Gateway.request(name, "")
                .setBatchPart(BatchPart.newBuilder().setBatchId(set).setPartsTotal(total))
                .build();
    }
}
