package io.walgateway.plugin.kafka.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.plugin.PluginContext;
import io.walgateway.plugin.kafka.cluster.KafkaSettings;
import io.walgateway.plugin.kafka.cluster.SendFault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterProducerTest {
    private static final String SILENT = "silent";

    private final List<MockProducer<byte[], byte[]>> made = new CopyOnWriteArrayList<>();
    private final ClusterProducer cluster = new ClusterProducer(
            KafkaSettings.of(new PluginContext(
                            Map.of("clusters.c.bootstrap.servers", "h:1", "in-flight-bytes-max", "1048576"),
                            InstantSource.system(),
                            "test"))
                    .cluster("c"),
            "id",
            _ -> make());

    /** True: no broker says anything of the topic of that name. */
    private volatile boolean silent = true;

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void shouldKeepTheOrderOfWhatWaitsForTheProducer() {
        List<CompletableFuture<SendResult>> sent =
                IntStream.range(0, 1_000).mapToObj(n -> send("record-" + n, 1)).toList();
        assertThat(sent).noneMatch(CompletableFuture::isDone);
        await().until(() -> producer(0).history().size() == 1_000);
        List<ProducerRecord<byte[], byte[]>> history = producer(0).history();
        for (int n = 0; n < 1_000; n++) {
            assertThat(history.get(n).value()).asString().isEqualTo("record-" + n);
        }
    }

    @Test
    void shouldRefuseWhatIsTooMuchAtOnce() {
        CompletableFuture<SendResult> first = send("large", 1 << 19);
        CompletableFuture<SendResult> second = send("large", 1 << 19);
        CompletableFuture<SendResult> third = send("large", 1 << 19);
        assertThat(third).isCompletedWithValueMatching(result -> fault(result) == SendFault.FULL);
        await().until(() -> producer(0).history().size() == 2);
        producer(0).completeNext();
        assertThat(first).isCompletedWithValue(SendResult.STORED);
        assertThat(second).isNotCompleted();
        assertThat(send("large", 1 << 19)).isNotCompleted();
    }

    @Test
    void shouldReplaceAProducerThatIsBrokenForGood() {
        CompletableFuture<SendResult> refused = send("a", 1);
        await().until(() -> producer(0).history().size() == 1);
        producer(0).errorNext(new ClusterAuthorizationException("denied"));
        assertThat(refused).isCompletedWithValueMatching(result -> fault(result) == SendFault.FORBIDDEN);
        CompletableFuture<SendResult> next = send("b", 1);
        await().until(() -> made.size() == 2 && producer(1).history().size() == 1);
        producer(1).completeNext();
        assertThat(next).isCompletedWithValue(SendResult.STORED);
        await().until(producer(0)::closed);
    }

    @Test
    void shouldForgetTopicsThatAreNotThere() {
        List<CompletableFuture<SendResult>> sent = IntStream.range(0, 100)
                .mapToObj(n -> cluster.send(new ProducerRecord<>("absent-" + n, new byte[1]), 1))
                .toList();
        send("known", 1);
        assertThat(cluster.topics()).isEqualTo(101);
        await().untilAsserted(() ->
                assertThat(sent).allMatch(answer -> answer.isDone() && fault(answer.join()) == SendFault.NO_TOPIC));
        await().until(() -> cluster.topics() == 1);
        CompletableFuture<SendResult> again = cluster.send(new ProducerRecord<>("absent-1", new byte[1]), 1);
        await().untilAsserted(() ->
                assertThat(again).isCompletedWithValueMatching(result -> fault(result) == SendFault.NO_TOPIC));
    }

    @Test
    void shouldWithdrawARecordThatTheProducerDoesNotHaveInTime() {
        CompletableFuture<SendResult> sent = cluster.begin(
                        new ProducerRecord<>(SILENT, new byte[1]), 1 << 20, Duration.ofMillis(50))
                .result();
        await().untilAsserted(() ->
                assertThat(sent).isCompletedWithValueMatching(result -> fault(result) == SendFault.UNREACHABLE));
        silent = false;
        // It had all the room that there is.
        CompletableFuture<SendResult> next = cluster.send(new ProducerRecord<>(SILENT, new byte[2]), 1 << 20);
        await().until(() -> producer(0).history().size() == 1);
        assertThat(producer(0).history().getFirst().value()).hasSize(2);
        producer(0).completeNext();
        await().untilAsserted(() -> assertThat(next).isCompletedWithValue(SendResult.STORED));
        assertThat(fault(sent.join())).isEqualTo(SendFault.UNREACHABLE);
    }

    /** No outage, or its attempts would not count. */
    @Test
    void shouldSayOfAWithdrawnRecordThatItsTopicIsNotThere() {
        ProducerRecord<byte[], byte[]> absent = new ProducerRecord<>("absent", new byte[1]);
        await().untilAsserted(() -> assertThat(cluster.begin(absent, 1, Duration.ofMillis(200))
                        .result()
                        .get(2, TimeUnit.SECONDS))
                .matches(result -> fault(result) == SendFault.NO_TOPIC));
    }

    @Test
    void shouldNotSayOfARecordThatTheProducerHasThatItIsNotWritten() {
        CompletableFuture<SendResult> sent = cluster.begin(
                        new ProducerRecord<>("topic", new byte[1]), 1, Duration.ofMillis(300))
                .result();
        await().until(() -> producer(0).history().size() == 1);
        await().untilAsserted(() -> assertThat(sent)
                .isCompletedWithValueMatching(
                        result -> result instanceof SendResult.NotStored(SendFault fault, String why)
                                && fault == SendFault.UNCERTAIN
                                && why.endsWith("may be written")));
    }

    @Test
    void shouldRefuseEverythingOnceClosed() {
        cluster.close();
        assertThat(send("late", 1)).isCompletedWithValueMatching(result -> fault(result) == SendFault.CLOSED);
    }

    private CompletableFuture<SendResult> send(String value, long cost) {
        return cluster.send(new ProducerRecord<>("topic", value.getBytes(StandardCharsets.UTF_8)), cost);
    }

    private MockProducer<byte[], byte[]> producer(int index) {
        await().until(() -> made.size() > index);
        return made.get(index);
    }

    private MockProducer<byte[], byte[]> make() {
        var producer = new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public List<PartitionInfo> partitionsFor(String topic) {
                if (topic.startsWith("absent")) {
                    throw new TimeoutException(new UnknownTopicOrPartitionException());
                }
                if (topic.equals(SILENT) && silent) {
                    throw new TimeoutException("no broker answers");
                }
                return super.partitionsFor(topic);
            }
        };
        made.add(producer);
        return producer;
    }

    private static SendFault fault(SendResult result) {
        return result instanceof SendResult.NotStored failed ? failed.fault() : SendFault.UNCERTAIN;
    }
}
