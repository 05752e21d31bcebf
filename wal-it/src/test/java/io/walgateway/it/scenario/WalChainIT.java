package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.walgateway.it.system.ConsumerMeters;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.DeadLetterCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.TopicReader;
import io.walgateway.it.system.Topics;
import io.walgateway.it.system.WalSystem;
import io.walgateway.proto.v1.Lifecycle;
import io.walgateway.proto.v1.LogRecord;
import io.walgateway.proto.v1.Trilean;
import io.walgateway.proto.v1.WalServiceGrpc;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.testkit.component.Components;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Namespaces that write to namespaces. */
class WalChainIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final Instant WRITTEN = Instant.parse("2026-01-31T12:00:00.000000123Z");
    private static final int WRITES = 20;

    private final WalSystem system = WalSystem.running();
    private final String first = Components.uniqueName("first");
    private final String second = Components.uniqueName("second");
    private final CopyOnWriteArrayList<ConsumerRecord<byte[], byte[]>> atFirst = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<ConsumerRecord<byte[], byte[]>> atSecond = new CopyOnWriteArrayList<>();

    @Test
    void shouldDeliverThroughTwoLogsWithKeyWriteTimeTraceAndHeaders() throws Exception {
        Topics.create(system, second + "-out", 1);
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system);
                TopicReader _ = TopicReader.open(system.kafka().bootstrapServers(), second + "-out", atSecond)) {
            operator.put(second, NamespaceDocuments.toTopicInOrder(second + "-out"));
            operator.put(first, sample());
            gateway.awaitServed(first);
            gateway.awaitServed(second);
            writeWithTrace(request("written"));
            await("the write").atMost(PATIENCE).until(() -> atSecond.size() == 1);
            writeToTheQueue("foreign");
            await("the record").atMost(PATIENCE).until(() -> atSecond.size() == 2);
        }
        assertThat(atSecond).extracting(record -> text(record.value())).containsExactly("written", "foreign");
        ConsumerRecord<byte[], byte[]> written = atSecond.getFirst();
        assertThat(text(written.key())).isEqualTo("k");
        assertThat(header(written, "traceparent")).isEqualTo(TRACE);
        assertThat(header(written, "tracestate")).isEqualTo("a=1");
        assertThat(header(written, "wal-write-time")).isEqualTo(WRITTEN.toString());
        assertThat(header(written, "wal-namespace")).isEqualTo(second);
        assertThat(header(atSecond.getLast(), "x-shop")).isEqualTo("main");
    }

    @Test
    void shouldDeliverOnceToEachLogOfACircleAndThenNameItInADeadLetter() throws Exception {
        for (String name : new String[] {first, second}) {
            Topics.create(system, name + "-out", 1);
        }
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system);
                TopicReader atA = TopicReader.open(system.kafka().bootstrapServers(), first + "-out", atFirst);
                TopicReader atB = TopicReader.open(system.kafka().bootstrapServers(), second + "-out", atSecond)) {
            operator.put(first, document(first, second));
            operator.put(second, document(second, first));
            gateway.awaitServed(second);
            gateway.awaitTrue(request("once"), PATIENCE);

            DeadLetterCalls letters = new DeadLetterCalls(operator, second);
            await("the dead letter").atMost(PATIENCE).until(() -> letters.count("open") == 1);
            await("both deliveries").atMost(PATIENCE).until(() -> !atFirst.isEmpty() && !atSecond.isEmpty());
            await("everything is settled")
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> ConsumerMeters.of(system).lag(first, first) == 0
                            && ConsumerMeters.of(system).lag(second, second) == 0);
            atA.awaitEnd(PATIENCE);
            atB.awaitEnd(PATIENCE);
            assertThat(atFirst).hasSize(1);
            assertThat(atSecond).hasSize(1);
            assertNoLetters(new DeadLetterCalls(operator, first));
            JsonNode letter = letters.get("").at("/dead_letters/0");
            assertThat(letter.path("reason").asString()).isEqualTo("rejected");
            assertThat(letter.toString())
                    .contains("passage.logs: test-region/%1$s, test-region/%2$s, test-region/%1$s"
                            .formatted(first, second));
            assertThat(record(letters, letter).getLogsList())
                    .containsExactly("test-region/" + first, "test-region/" + second);
        }
    }

    /** With one attempt for each message, an attempt that an outage used up would be a dead letter. */
    @Test
    void shouldWaitOutAnOutageOfTheOtherGateway() throws Exception {
        Topics.create(system, second + "-out", 1);
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system);
                TopicReader _ = TopicReader.open(system.kafka().bootstrapServers(), second + "-out", atSecond)) {
            operator.put(second, NamespaceDocuments.toTopic(second + "-out"));
            operator.put(first, NamespaceDocuments.document(toNamespace(second), "\"retry\": {\"max-attempts\": 1}"));
            gateway.awaitServed(second);
            gateway.awaitTrue(request("before"), PATIENCE);
            await("the first").atMost(PATIENCE).until(() -> atSecond.size() == 1);
            long attempts = ConsumerMeters.of(system).attempts(first);
            for (int i = 0; i < WRITES; i++) {
                gateway.awaitTrue(delayed("later-" + i), PATIENCE);
            }
            system.server().kill();
            await("deliveries while it is away")
                    .atMost(PATIENCE)
                    .until(() -> ConsumerMeters.of(system).attempts(first) > attempts + 2);
            assertThat(atSecond).hasSize(1);
            system.server().start();
            await("all of them").atMost(PATIENCE).until(() -> atSecond.size() == 1 + WRITES);
            assertThat(atSecond).extracting(record -> text(record.value())).doesNotHaveDuplicates();
            assertNoLetters(new DeadLetterCalls(operator, first));
        }
    }

    private static void assertNoLetters(DeadLetterCalls letters) throws Exception {
        assertThat(letters.imported()).as("%s", letters.get("?limit=50")).isZero();
    }

    private WriteToLogRequest request(String payload) {
        return Gateway.request(first, payload)
                .setOrderingKey(ByteString.copyFromUtf8("k"))
                .setLifecycle(Lifecycle.newBuilder()
                        .setWriteTime(Timestamp.newBuilder()
                                .setSeconds(WRITTEN.getEpochSecond())
                                .setNanos(WRITTEN.getNano())))
                .build();
    }

    private WriteToLogRequest delayed(String payload) {
        return Gateway.request(first, payload)
                .setLifecycle(Lifecycle.newBuilder()
                        .setDelay(com.google.protobuf.Duration.newBuilder().setSeconds(5)))
                .build();
    }

    private void writeWithTrace(WriteToLogRequest request) {
        Metadata trace = new Metadata();
        trace.put(Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER), TRACE);
        trace.put(Metadata.Key.of("tracestate", Metadata.ASCII_STRING_MARSHALLER), "a=1");
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", system.grpcPort())
                .usePlaintext()
                .build();
        assertThat(WalServiceGrpc.newBlockingStub(channel)
                        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(trace))
                        .writeToLog(request)
                        .getDurable())
                .isEqualTo(Trilean.TRILEAN_TRUE);
        channel.shutdownNow();
    }

    private void writeToTheQueue(String payload) throws Exception {
        byte[] record = LogRecord.newBuilder()
                .setNamespace(first)
                .setPayload(ByteString.copyFromUtf8(payload))
                .build()
                .toByteArray();
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", system.kafka().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> sent = new ProducerRecord<>(first, record);
            sent.headers().add("x-shop", "main".getBytes(StandardCharsets.UTF_8));
            producer.send(sent).get();
        }
    }

    /** To a topic of its own, and to another namespace. */
    private String document(String from, String to) {
        return """
                {"persistence_configurations": {"persistence_configuration": [{
                   "physical_storage": {"type": "KAFKA"},
                   "config": {"partitions": 1, "targets": [%s, %s]}}]}}
                """.formatted(NamespaceDocuments.topicTarget(from + "-out"), toNamespace(to));
    }

    private String toNamespace(String name) {
        return """
                {"type": "wal", "address": "127.0.0.1:%d", "namespace": "%s"}""".formatted(system.grpcPort(), name);
    }

    /** As an operator finds it, with the port and the name of this test. */
    private String sample() throws Exception {
        return NamespaceDocuments.sample(
                "relay",
                yaml -> yaml.replace(":7070", ":" + system.grpcPort())
                        .replace("namespace: orders", "namespace: " + second));
    }

    private static LogRecord record(DeadLetterCalls letters, JsonNode letter) throws Exception {
        JsonNode whole = letters.get("/" + letter.path("id").asLong());
        return LogRecord.parseFrom(
                Base64.getDecoder().decode(whole.path("record").asString()));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        List<Header> headers = StreamSupport.stream(
                        record.headers().headers(name).spliterator(), false)
                .toList();
        assertThat(headers).as(name).hasSize(1);
        return text(headers.getFirst().value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
