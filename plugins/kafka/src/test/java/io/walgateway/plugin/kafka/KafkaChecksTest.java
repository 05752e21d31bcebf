package io.walgateway.plugin.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueAddress;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.plugin.kafka.cluster.KafkaSettings;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.queue.Entries;
import io.walgateway.testkit.fake.queue.SliceRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaChecksTest {
    private static final ConsumerGroup GROUP = ConsumerGroup.ofTarget("test", "group");

    private final KafkaQueueProvider queues = new KafkaQueueProvider();
    private final KafkaTargetProvider targets = new KafkaTargetProvider();

    @Test
    void shouldBeFoundAmongThePlugins() {
        assertThat(Plugins.installed().queue("kafka")).isPresent();
        assertThat(Plugins.installed().target("kafka")).isPresent();
    }

    @Test
    void shouldRejectWhatIsForAClusterThatNoSettingNames() throws InterruptedException {
        var address = new TargetAddress("kafka", Map.of("topic", "t", "cluster", "nowhere"));
        var attempt =
                new DeliveryAttempt(Messages.message().build(), 1, Instant.now().plusSeconds(10));
        try (var client = targets.open(new PluginContext(Map.of(), InstantSource.system(), "test"))) {
            assertThat(client.target(address).deliver(attempt))
                    .isInstanceOfSatisfying(
                            DeliveryOutcome.Rejected.class,
                            rejected -> assertThat(rejected.why()).contains("kafka.clusters.nowhere"));
        }
    }

    @Test
    void shouldReadPropertiesOfClientsFromFiles(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("jaas"), "a secret\n");
        Map<String, String> given = Map.of(
                "clusters.*.bootstrap.servers", "h:1", "clusters.*.client-file.sasl.jaas.config", file.toString());
        assertThat(settings(given).cluster("any").client()).containsEntry("sasl.jaas.config", "a secret");
        Files.delete(file);
        assertThatThrownBy(() -> settings(given).cluster("any"))
                .hasMessageStartingWith("kafka.clusters.*.client-file.sasl.jaas.config: " + file + ": does not exist");
        assertThatThrownBy(() -> settings(Map.of("clusters.a.client-file.acks", "/f")))
                .hasMessageStartingWith("kafka.clusters.a.client-file.acks: set (expected: absent");
        assertThatThrownBy(() -> settings(Map.of("clusters.a.client-file.sasl.jaas.confg", "/f")))
                .hasMessageContaining("nearest: sasl.jaas.config");
    }

    private static KafkaSettings settings(Map<String, String> settings) {
        return KafkaSettings.of(new PluginContext(settings, InstantSource.system(), "test"));
    }

    @Test
    void shouldSayWhichTopicsAQueueTakes() {
        QueueConfig queue = new QueueConfig("kafka", "default", List.of("a"), List.of("a-dlq"), Map.of());
        assertThat(queues.names(queue, Set.of(GROUP)))
                .containsExactlyInAnyOrder("a", "a-delay", "a-delay-pending-changelog", "a-delay-report");
        assertThat(queues.isReserved("__consumer_offsets")).isTrue();
        assertThat(queues.isReserved("b-delay-pending-changelog")).isTrue();
        assertThat(queues.isReserved("b-delay")).isFalse();
    }

    @Test
    void shouldTellClustersApartByTheirAddresses() {
        PluginContext context = new PluginContext(
                Map.of(
                        "clusters.one.bootstrap.servers", "B:1, a:2",
                        "clusters.two.bootstrap.servers", "a:2,b:1",
                        "clusters.*.bootstrap.servers", "c:3"),
                InstantSource.system(),
                "test");
        assertThat(queues.servers("one", context))
                .isEqualTo(queues.servers("two", context))
                .isNotEqualTo(queues.servers("any", context));
        assertThat(queues.servers("any", context)).isEqualTo(queues.servers("other", context));
        assertThat(targets.queue(new TargetAddress("kafka", Map.of("topic", "t", "cluster", "two")), context))
                .contains(new QueueAddress("kafka", queues.servers("one", context), "t"));
    }

    @Test
    void shouldNameEachFaultOfAQueueByItsPointer() {
        QueueConfig queue = new QueueConfig(
                "kafka",
                "default",
                List.of("fine", "not fine", "fine"),
                List.of(".."),
                Map.of("partitions", "0", "replication", "many", "retention", "-1"));
        assertThat(queues.check(queue))
                .extracting(Violation::path)
                .containsExactlyInAnyOrder(
                        "/wal-kafka-topics/1",
                        "/wal-kafka-topics/2",
                        "/wal-kafka-dlq-topics/0",
                        "/partitions",
                        "/replication",
                        "/retention");
    }

    @Test
    void shouldNotLetDeadLettersGoBackToTheirQueue() {
        QueueConfig queue = new QueueConfig("kafka", "default", List.of("a", "b"), List.of("b"), Map.of());
        assertThat(queues.check(queue))
                .containsExactly(
                        new Violation("/wal-kafka-dlq-topics/0", "b", "a topic that is not one of wal-kafka-topics"));
    }

    @Test
    void shouldNotLetDeadLettersGoWhereDelayedEntriesLie() {
        QueueConfig queue = new QueueConfig("kafka", "default", List.of("a"), List.of("a-delay"), Map.of());
        assertThat(queues.check(queue))
                .containsExactly(new Violation(
                        "/wal-kafka-dlq-topics/0",
                        "a-delay",
                        "a topic that is not made for the delayed entries of another"));
    }

    @Test
    void shouldNameEachFaultOfATargetByItsPointer() {
        assertThat(targets.check(address(Map.of("topic", "fine")))).isEmpty();
        assertThat(targets.check(address(Map.of()))).extracting(Violation::path).containsExactly("/topic");
        assertThat(targets.check(address(Map.of("topic", "a/b", "cluster", "", "tpoic", "x"))))
                .extracting(Violation::path)
                .containsExactly("/topic", "/cluster", "/tpoic");
        assertThat(targets.check(address(Map.of("topic", "t", "headers", "YQ==:YmM=,YQ==", "tombstone", "true"))))
                .isEmpty();
        assertThat(targets.check(address(Map.of("topic", "t", "headers", "a=b", "tombstone", "yes"))))
                .extracting(Violation::path)
                .containsExactly("/headers", "/tombstone");
        assertThat(targets.check(address(Map.of("topic", "t", "headers", "YQ==,".repeat(100) + "YQ=="))))
                .extracting(Violation::path)
                .containsExactly("/headers");
    }

    @ParameterizedTest
    @CsvSource({
        "append-timeout, soon, 'kafka.append-timeout: soon (expected: a duration such as 100ms, 5s, 1h30m, 7d or PT5S, 500ms to 10m)'",
        "append-timeout, 1ms, 'kafka.append-timeout: 1ms (expected: a duration such as 100ms, 5s, 1h30m, 7d or PT5S, 500ms to 10m)'",
        "in-flight-bytes-max, 1, 'kafka.in-flight-bytes-max: 1 (expected: a number of bytes such as 4096, 64KiB, 16MiB or 1GiB, 1048576 to 1099511627776)'",
        "clusters.a.client.acks, 1, 'kafka.clusters.a.client.acks: set (expected: absent, the gateway''s guarantees rest on"
                + " its own value)'",
        "clusters.a.client.akcs, 1, kafka.clusters.a.client.akcs: unknown (expected: a property of Kafka's clients; nearest: acks)",
        "clusters.a.bootstrap.server, h:1, kafka.clusters.a.bootstrap.server: unknown (expected: a setting of kafka; nearest: kafka.clusters.a.bootstrap.servers)",
    })
    void shouldRefuseSettingsThatAreNotValid(String key, String value, String message) {
        assertThatThrownBy(() -> queues.open(context(Map.of(key, value))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void shouldUseTheEntryForAllOtherClusters() {
        KafkaSettings settings = KafkaSettings.of(context(Map.of(
                "clusters.*.bootstrap.servers", "all:1",
                "clusters.*.client.linger.ms", "7",
                "clusters.own.bootstrap.servers", "own:1")));
        assertThat(settings.cluster("any").producer("id"))
                .containsEntry("bootstrap.servers", "all:1")
                .containsEntry("linger.ms", "7")
                .containsEntry("acks", "all");
        assertThat(settings.cluster("own").producer("id"))
                .containsEntry("bootstrap.servers", "own:1")
                .containsEntry("linger.ms", 0);
    }

    @Test
    void shouldNameTheSettingOfAClusterWithoutAddresses() {
        QueueConfig queue = new QueueConfig("kafka", "nowhere", List.of("t"), List.of(), Map.of());
        String setting = "kafka.clusters.nowhere.bootstrap.servers: absent";
        try (var client = queues.open(context(Map.of()))) {
            AppendResult result = client.writer(queue)
                    .append(Entries.of(Bytes.EMPTY, Bytes.utf8("record")))
                    .toCompletableFuture()
                    .join();
            assertThat(result)
                    .isInstanceOfSatisfying(
                            AppendResult.NotAppended.class,
                            answer -> assertThat(answer.why()).startsWith(setting));
            assertThatThrownBy(() -> client.reader(queue, GROUP, new SliceRecorder()))
                    .hasMessageStartingWith(setting);
            assertThatThrownBy(() -> client.admin().provision(queue, Set.of())).hasMessageStartingWith(setting);
        }
    }

    private static TargetAddress address(Map<String, String> properties) {
        return new TargetAddress("kafka", properties);
    }

    private static PluginContext context(Map<String, String> settings) {
        return new PluginContext(settings, InstantSource.system(), "test");
    }
}
