package io.walgateway.plugin.kafka.target;

import static io.walgateway.plugin.kafka.KafkaBench.poll;
import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Header;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.message.TraceContext;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.TargetClient;
import io.walgateway.plugin.kafka.KafkaBench;
import io.walgateway.plugin.kafka.KafkaQueueProvider;
import io.walgateway.plugin.kafka.KafkaTargetProvider;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.queue.SliceRecorder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaTargetIT {
    private static final ConsumerGroup GROUP = ConsumerGroup.ofTarget("test", "group");

    private final String servers = Components.kafka().bootstrapServers();
    private final String topic = Components.uniqueName("target");
    private final TargetClient targets = new KafkaTargetProvider().open(KafkaBench.context(servers));

    @BeforeEach
    void create() {
        try (var queues = new KafkaQueueProvider().open(KafkaBench.context(servers))) {
            queues.admin().provision(KafkaBench.queue(topic, 1), Set.of(GROUP));
        }
    }

    @AfterEach
    void close() {
        targets.close();
    }

    @Test
    void shouldDeliverPayloadKeyTimeAndHeaders() throws InterruptedException {
        Instant started = Instant.now();
        Instant writeTime = Instant.parse("2025-09-01T10:00:00Z");
        Message message = Messages.message()
                .payload("payload")
                .key("key")
                .writeTime(writeTime)
                .build();
        assertThat(deliver(topic, message)).isEqualTo(DeliveryOutcome.DELIVERED);
        ConsumerRecord<byte[], byte[]> record = read();
        assertThat(record.value()).asString().isEqualTo("payload");
        assertThat(record.key()).asString().isEqualTo("key");
        assertThat(Instant.ofEpochMilli(record.timestamp()))
                .as("what the broker ages the record by")
                .isAfter(started.minusSeconds(60));
        assertThat(header(record, "wal-write-time")).isEqualTo("2025-09-01T10:00:00Z");
        assertThat(header(record, "wal-message-id")).isEqualTo(message.id().toString());
        assertThat(header(record, "wal-namespace")).isEqualTo(message.namespace());
        assertThat(header(record, "wal-attempt")).isEqualTo("3");
    }

    @Test
    void shouldStampRecordsWithTheWriteTimeWhereTheTargetSaysSo() throws InterruptedException {
        Instant writeTime = Instant.now().minusSeconds(3_600).truncatedTo(ChronoUnit.MILLIS);
        TargetAddress address = new TargetAddress("kafka", Map.of("topic", topic, "timestamp", "write-time"));
        Message message =
                Messages.message().payload("payload").writeTime(writeTime).build();
        assertThat(targets.target(address)
                        .deliver(new DeliveryAttempt(message, 1, Instant.now().plusSeconds(20))))
                .isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(Instant.ofEpochMilli(read().timestamp())).isEqualTo(writeTime);
    }

    /** A request's address is nowhere held against the topic, and an outage can make anything old. */
    @Test
    void shouldRejectWhatTheTopicWouldRemoveAtOnce() throws InterruptedException {
        TargetAddress address = new TargetAddress("kafka", Map.of("topic", topic, "timestamp", "write-time"));
        Message message = Messages.message()
                .writeTime(Instant.now().minus(Duration.ofDays(8)))
                .build();
        assertThat(targets.target(address)
                        .deliver(new DeliveryAttempt(message, 1, Instant.now().plusSeconds(20))))
                .isInstanceOfSatisfying(
                        DeliveryOutcome.Rejected.class,
                        rejected -> assertThat(rejected.why())
                                .contains("is 8d ago", topic, "removes records 7d after their timestamp"));
        assertThat(deliver(topic, message)).isEqualTo(DeliveryOutcome.DELIVERED);
    }

    @Test
    void shouldDeliverTheHeadersOfTheAddressAndTombstones() throws InterruptedException {
        Map<String, String> properties =
                Map.of("topic", topic, "headers", "YQ==:YmM=,YQ==,d2FsLWF0dGVtcHQ=:Nw==", "tombstone", "true");
        TargetAddress address = new TargetAddress("kafka", properties);
        Message message = Messages.message().payload("ignored").key("key").build();

        assertThat(targets.target(address)
                        .deliver(new DeliveryAttempt(message, 1, Instant.now().plusSeconds(20))))
                .isEqualTo(DeliveryOutcome.DELIVERED);

        ConsumerRecord<byte[], byte[]> record = read();
        assertThat(record.value()).isNull();
        assertThat(record.headers().headers("a"))
                .extracting(header -> header.value())
                .containsExactly("bc".getBytes(StandardCharsets.UTF_8), null);
        assertThat(header(record, "wal-attempt")).isEqualTo("1");
    }

    @Test
    void shouldPassOnTheTraceAndTheHeadersOfARecord() throws InterruptedException {
        TraceContext trace = new TraceContext("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "a=1");
        Message message = Messages.message()
                .trace(trace)
                .headers(
                        Header.of("schema", Bytes.utf8("7")),
                        new Header("empty", Optional.empty()),
                        Header.of("schema", Bytes.utf8("8")))
                .build();
        assertThat(deliver(topic, message)).isEqualTo(DeliveryOutcome.DELIVERED);
        ConsumerRecord<byte[], byte[]> record = read();
        assertThat(record.headers().headers("schema"))
                .extracting(header -> new String(header.value(), StandardCharsets.UTF_8))
                .containsExactly("7", "8");
        assertThat(record.headers().lastHeader("empty").value()).isNull();
        assertThat(header(record, "traceparent")).isEqualTo(trace.parent());
        assertThat(header(record, "tracestate")).isEqualTo("a=1");
    }

    @Test
    void shouldKeepItsOwnHeadersAndTheTraceOfTheAddress() throws InterruptedException {
        String parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        TargetAddress address = new TargetAddress(
                "kafka",
                Map.of(
                        "topic",
                        topic,
                        "headers",
                        base64("wal-message-id") + ":" + base64("forged") + "," + base64("traceparent") + ":"
                                + base64("of the record")));
        Message message = Messages.message().trace(TraceContext.of(parent, "")).build();
        assertThat(targets.target(address)
                        .deliver(new DeliveryAttempt(message, 1, Instant.now().plusSeconds(120))))
                .isEqualTo(DeliveryOutcome.DELIVERED);
        ConsumerRecord<byte[], byte[]> record = read();
        assertThat(record.headers().headers("wal-message-id")).hasSize(1);
        assertThat(header(record, "wal-message-id")).isEqualTo(message.id().toString());
        assertThat(record.headers().headers("traceparent")).hasSize(1);
        assertThat(header(record, "traceparent")).isEqualTo("of the record");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldSayWhenTheTopicDoesNotExist() throws InterruptedException {
        assertThat(deliver(topic + "-absent", Messages.message().build()))
                .isInstanceOfSatisfying(
                        DeliveryOutcome.Absent.class,
                        absent -> assertThat(absent.why()).contains("does not exist"));
    }

    @Test
    void shouldRejectWhatNeverFits() throws InterruptedException {
        Message message =
                Messages.message().payload(Bytes.wrap(new byte[9 << 20])).build();
        assertThat(deliver(topic, message)).isInstanceOf(DeliveryOutcome.Rejected.class);
    }

    @Test
    void shouldLetOneClusterCarryManyDeliveriesAtOnce() throws InterruptedException {
        List<Thread> threads = IntStream.range(0, 500)
                .mapToObj(n -> Thread.ofVirtual().start(() -> deliverQuietly("payload-" + n)))
                .toList();
        for (Thread thread : threads) {
            assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
        }
        try (var queues = new KafkaQueueProvider().open(KafkaBench.context(servers));
                QueueReader reader = queues.reader(KafkaBench.queue(topic, 1), GROUP, new SliceRecorder())) {
            assertThat(poll(reader, 500).stream().map(Lease::record).distinct()).hasSize(500);
        }
    }

    private void deliverQuietly(String payload) {
        try {
            assertThat(deliver(topic, Messages.message().payload(payload).build()))
                    .isEqualTo(DeliveryOutcome.DELIVERED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private DeliveryOutcome deliver(String name, Message message) throws InterruptedException {
        TargetAddress address = new TargetAddress("kafka", Map.of("topic", name));
        return targets.target(address)
                .deliver(new DeliveryAttempt(message, 3, Instant.now().plusSeconds(20)));
    }

    private ConsumerRecord<byte[], byte[]> read() {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", servers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return consumer.poll(Duration.ofSeconds(20)).iterator().next();
        }
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
