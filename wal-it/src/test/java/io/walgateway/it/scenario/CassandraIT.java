package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Timestamp;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.Tables;
import io.walgateway.it.system.WalSystem;
import io.walgateway.proto.v1.Lifecycle;
import io.walgateway.proto.v1.Trilean;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.testkit.component.Components;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows in Cassandra: the write with the latest original write time wins, in whatever order writes are delivered. */
class CassandraIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long OLDER = 1_700_000_000;
    private static final long NEWER = OLDER + 1;

    private final WalSystem system = WalSystem.running();
    private final String name = Components.uniqueName("rows");
    private final Gateway gateway = new Gateway(system);
    private final Tables tables = new Tables(system);

    @BeforeEach
    void putNamespace() throws Exception {
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest())) {
            operator.put(name, NamespaceDocuments.toTable(tables.keyspace(), Tables.TABLE));
        }
    }

    @AfterEach
    void close() throws InterruptedException {
        gateway.close();
        tables.close();
    }

    @Test
    void shouldUpsertAndDelete() {
        write(OLDER, "{\"id\": \"a\", \"value\": \"one\"}");
        awaitValue("a", Optional.of("one"));

        write(NEWER, "{\"id\": \"a\", \"value\": \"two\"}");
        awaitValue("a", Optional.of("two"));

        write(NEWER + 1, "{\"@delete\": {\"id\": \"a\"}}");
        awaitValue("a", Optional.empty());
    }

    @Test
    void shouldKeepTheNewerRowWhenTheOlderOneComesLater() {
        write(NEWER, "{\"id\": \"b\", \"value\": \"newer\"}");
        awaitValue("b", Optional.of("newer"));

        write(OLDER, "{\"id\": \"b\", \"value\": \"older\"}");
        awaitDelivered();
        assertThat(tables.value("b")).contains("newer");
    }

    @Test
    void shouldKeepARowDeletedWhenAnOlderOneComesLater() {
        write(OLDER, "{\"id\": \"c\", \"value\": \"first\"}");
        awaitValue("c", Optional.of("first"));
        write(NEWER + 1, "{\"@delete\": {\"id\": \"c\"}}");
        awaitValue("c", Optional.empty());

        write(NEWER, "{\"id\": \"c\", \"value\": \"late\"}");
        awaitDelivered();
        assertThat(tables.value("c")).isEmpty();
    }

    @Test
    void shouldReplaceTheOlderRowWhenTheNewerOneComesLater() {
        write(OLDER, "{\"id\": \"d\", \"value\": \"older\"}");
        awaitValue("d", Optional.of("older"));
        write(NEWER, "{\"id\": \"d\", \"value\": \"newer\"}");
        awaitValue("d", Optional.of("newer"));
    }

    /** What is written now is delivered after what was written before: all of it went to the one partition of its key. */
    private void awaitDelivered() {
        String id = Components.uniqueName("marker");
        write(NEWER, "{\"id\": \"%s\", \"value\": \"here\"}".formatted(id));
        awaitValue(id, Optional.of("here"));
    }

    private void awaitValue(String id, Optional<String> value) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> tables.value(id), value::equals);
    }

    private void write(long second, String payload) {
        WriteToLogRequest request = Gateway.request(name, payload)
                .setOrderingKey(com.google.protobuf.ByteString.copyFromUtf8("one partition"))
                .setLifecycle(Lifecycle.newBuilder()
                        .setWriteTime(Timestamp.newBuilder().setSeconds(second)))
                .build();
        assertThat(gateway.awaitTrue(request, PATIENCE).getDurable()).isEqualTo(Trilean.TRILEAN_TRUE);
    }
}
