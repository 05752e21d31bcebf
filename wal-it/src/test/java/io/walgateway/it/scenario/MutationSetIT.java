package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpServer;
import io.grpc.StatusRuntimeException;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.Tables;
import io.walgateway.it.system.TopicReader;
import io.walgateway.it.system.Topics;
import io.walgateway.it.system.WalSystem;
import io.walgateway.local.port.FreePorts;
import io.walgateway.local.process.LocalComponent;
import io.walgateway.proto.v1.BatchPart;
import io.walgateway.proto.v1.CassandraTarget;
import io.walgateway.proto.v1.KafkaTarget;
import io.walgateway.proto.v1.PluginTarget;
import io.walgateway.proto.v1.SetState;
import io.walgateway.proto.v1.Target;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.testkit.component.Components;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sets over tables, a cache, a topic and an application arrive whole, and without their marker not at all. */
class MutationSetIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int TOO_BUSY = 503;
    private static final int NO_CONTENT = 204;
    private static final int SETS = 40;

    private final WalSystem system = WalSystem.running();
    private final String name = Components.uniqueName("carts");
    private final Gateway gateway = new Gateway(system);
    private final Tables tables = new Tables(system);
    private final ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());

    @AfterEach
    void close() throws Exception {
        gateway.close();
        tables.close();
        operator.close();
        system.memcached().stop();
    }

    @Test
    void shouldApplyThreePartsOverTwoTablesWholeAndNothingWithoutTheMarker() throws Exception {
        serve(NamespaceDocuments.sample("carts"));
        String other = tables.numbers();
        gateway.awaitTrue(row("s", 2, Tables.TABLE, "{\"id\": \"a\", \"value\": \"last\"}"), PATIENCE);
        gateway.awaitTrue(row("s", 0, Tables.TABLE, "{\"id\": \"a\", \"value\": \"first\"}"), PATIENCE);

        assertThatThrownBy(() -> gateway.write(marker("s", 3)))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("FAILED_PRECONDITION: batch_part: set s of 3 parts lacks 1");
        gateway.awaitTrue(row("s", 1, other, "{\"id\": \"a\", \"vi\": 7}"), PATIENCE);
        // A write of its own that comes later is there, and the parts are not.
        gateway.awaitTrue(single(Tables.TABLE, "{\"id\": \"single\", \"value\": \"here\"}"), PATIENCE);
        await().atMost(PATIENCE).until(() -> tables.value("single").isPresent());
        assertThat(tables.value("a")).isEmpty();
        assertThat(tables.ids(other)).isEmpty();

        assertThat(gateway.set(name, "s").getState()).isEqualTo(SetState.SET_STATE_OPEN);
        assertThat(gateway.set(name, "s").getParts()).isEqualTo(3);
        long start = System.nanoTime();
        gateway.awaitTrue(marker("s", 3), PATIENCE);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> tables.value("a").filter("last"::equals).isPresent());
        System.out.printf("3 parts applied %d ms after the marker was sent%n", (System.nanoTime() - start) / 1_000_000);
        assertThat(tables.ids(other)).containsExactly("a");
        await("the parts' removal")
                .atMost(PATIENCE)
                .until(
                        () -> tables.stored("set/" + name + "/"),
                        stored -> stored.stream()
                                .allMatch(item -> item.equals("set/" + name + "/s 0") || item.contains("/settled ")));
        assertThat(gateway.write(marker("s", 3)).getMessageId()).isNotEmpty();
        assertThat(gateway.set(name, "s").getState()).isEqualTo(SetState.SET_STATE_APPLIED);
        assertThatThrownBy(() -> gateway.set(name, "other")).hasMessageContaining("NOT_FOUND");
    }

    @Test
    void shouldLeaveNothingOfASetThatIsNeverCompleted() throws Exception {
        serve(NamespaceDocuments.sample("carts").replace("\"10m\"", "\"3s\""));
        gateway.awaitTrue(row("s", 0, Tables.TABLE, "{\"id\": \"a\", \"value\": \"first\"}"), PATIENCE);
        gateway.awaitTrue(row("s", 1, Tables.TABLE, "{\"id\": \"b\", \"value\": \"first\"}"), PATIENCE);
        assertThat(tables.stored("set/" + name + "/")).hasSize(5);

        await("the removal of the set but for a note, which also expires")
                .atMost(PATIENCE)
                .until(
                        () -> tables.stored("set/" + name + "/"),
                        stored -> stored.equals(Set.of("set/" + name + "/s 0")));
        assertThatThrownBy(() -> gateway.write(marker("s", 2))).hasMessageContaining("expired");
        assertThatThrownBy(() -> gateway.write(row("s", 2, Tables.TABLE, "{\"id\": \"c\"}")))
                .hasMessageContaining("expired");
        assertThat(tables.count()).isZero();
    }

    @Test
    void shouldApplyASetOverFourKindsOfTargetsWhenTheLastOneAnswersAgain() throws Exception {
        serve(NamespaceDocuments.sample("carts"));
        system.memcached().start();
        Topics.create(system, name + "-events", 1);
        int port = FreePorts.next();
        List<String> received = new CopyOnWriteArrayList<>();
        AtomicInteger refused = new AtomicInteger();
        AtomicBoolean refusing = new AtomicBoolean(true);
        HttpServer application = application(port, refusing, refused, received);
        var events = new CopyOnWriteArrayList<ConsumerRecord<byte[], byte[]>>();
        try (TopicReader reader = TopicReader.open(system.kafka().bootstrapServers(), name + "-events", events)) {
            gateway.awaitTrue(row("s", 0, Tables.TABLE, "{\"id\": \"a\", \"value\": \"first\"}"), PATIENCE);
            gateway.awaitTrue(part("s", 1, http(port), "told"), PATIENCE);
            gateway.awaitTrue(part("s", 2, cache(), """
                    {"operation": "CACHE_OPERATION_SET", "key": "a", "text": "shown"}""".strip()), PATIENCE);
            gateway.awaitTrue(part("s", 3, topic(), "happened"), PATIENCE);
            gateway.awaitTrue(marker("s", 4), PATIENCE);
            await().atMost(PATIENCE).until(() -> refused.get() >= 3);
            assertThat(gateway.set(name, "s").getState()).isEqualTo(SetState.SET_STATE_APPLYING);
            assertThat(gateway.set(name, "s").getProgress(0).getPartsDone()).isEqualTo(1);
            assertThat(tables.value("a")).contains("first");
            assertThat(cached("a") + events.size()).isEqualTo("-0");
            // Others do not wait for it.
            gateway.awaitTrue(single(Tables.TABLE, "{\"id\": \"single\", \"value\": \"here\"}"), PATIENCE);
            await().atMost(PATIENCE).until(() -> tables.value("single").isPresent());
            system.consumer().kill();
            system.consumer().start();

            refusing.set(false);
            await().atMost(PATIENCE).until(() -> reader.count() > 0);
            assertThat(received).containsExactly("told");
            assertThat(cached("a")).isEqualTo("shown");
            assertThat(events.getFirst().value()).isEqualTo("happened".getBytes(StandardCharsets.UTF_8));
        } finally {
            application.stop(0);
        }
    }

    @Test
    void shouldApplyEachSetWholeWhenProcessesAreKilledBetweenTheSteps() throws Exception {
        serve(NamespaceDocuments.sample("carts"));
        String other = tables.numbers();
        Thread killer = Thread.ofPlatform().start(this::killInTurn);
        for (int set = 0; set < SETS; set++) {
            String id = "s" + set;
            gateway.awaitTrue(row(id, 0, Tables.TABLE, "{\"id\": \"%s-0\", \"value\": \"x\"}".formatted(id)), PATIENCE);
            gateway.awaitTrue(row(id, 1, other, "{\"id\": \"%s-1\", \"vi\": 1}".formatted(id)), PATIENCE);
            gateway.awaitTrue(row(id, 2, Tables.TABLE, "{\"id\": \"%s-2\", \"value\": \"x\"}".formatted(id)), PATIENCE);
            gateway.awaitTrue(marker(id, 3), PATIENCE);
        }
        killer.join();
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(tables.count()).isEqualTo(2 * SETS);
            assertThat(tables.ids(other)).hasSize(SETS);
        });
        await("the removal of all parts")
                .atMost(PATIENCE)
                .until(
                        () -> tables.stored("set/" + name + "/"),
                        stored -> stored.stream().noneMatch(item -> item.contains("/parts ")));
    }

    private void killInTurn() {
        for (LocalComponent process : List.of(system.server(), system.consumer(), system.server(), system.consumer())) {
            process.kill();
            process.start();
        }
    }

    private void serve(String document) throws Exception {
        operator.put(name, document);
        gateway.awaitServed(name);
    }

    private WriteToLogRequest row(String set, int sequence, String table, String row) {
        return part(set, sequence, table(table), row);
    }

    private WriteToLogRequest part(String set, int sequence, Target target, String payload) {
        return Gateway.request(name, payload)
                .setTarget(target)
                .setOrderingKey(ByteString.copyFromUtf8("a"))
                .setBatchPart(BatchPart.newBuilder().setBatchId(set).setSequence(sequence))
                .build();
    }

    private WriteToLogRequest marker(String set, int total) {
        return Gateway.request(name, "")
                .setOrderingKey(ByteString.copyFromUtf8(set))
                .setBatchPart(BatchPart.newBuilder().setBatchId(set).setPartsTotal(total))
                .build();
    }

    private WriteToLogRequest single(String table, String row) {
        return Gateway.request(name, row).setTarget(table(table)).build();
    }

    private Target table(String table) {
        return Target.newBuilder()
                .setCassandra(CassandraTarget.newBuilder()
                        .setKeyspace(tables.keyspace())
                        .setTable(table))
                .build();
    }

    private Target topic() {
        return Target.newBuilder()
                .setKafka(KafkaTarget.newBuilder().setTopic(name + "-events"))
                .build();
    }

    private static Target cache() {
        return Target.newBuilder()
                .setPlugin(PluginTarget.newBuilder()
                        .setType("evcache")
                        .putProperties("cluster", "default")
                        .putProperties("cache", "carts"))
                .build();
    }

    private static Target http(int port) {
        return Target.newBuilder()
                .setPlugin(PluginTarget.newBuilder()
                        .setType("http")
                        .putProperties("url", "http://127.0.0.1:" + port + "/"))
                .build();
    }

    private static HttpServer application(
            int port, AtomicBoolean refusing, AtomicInteger refused, List<String> received) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                if (refusing.get()) {
                    refused.incrementAndGet();
                    exchange.sendResponseHeaders(TOO_BUSY, -1);
                } else {
                    received.add(body);
                    exchange.sendResponseHeaders(NO_CONTENT, -1);
                }
            }
        });
        server.start();
        return server;
    }

    /** The value; {@code -} if there is none. */
    private String cached(String key) {
        try (Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(),
                        system.memcached().address().getPort());
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.getOutputStream()
                    .write("get carts:%s\r\nquit\r\n".formatted(key).getBytes(StandardCharsets.UTF_8));
            String found = in.readLine();
            return found != null && found.startsWith("VALUE") ? String.valueOf(in.readLine()) : "-";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
