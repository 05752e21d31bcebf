package io.walgateway.producer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.namespace.Delays;
import io.walgateway.core.namespace.Limits;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.registry.QueueNames;
import io.walgateway.core.registry.QueueOwners;
import io.walgateway.log.record.ProtoTimes;
import io.walgateway.proto.v1.BatchPart;
import io.walgateway.proto.v1.KafkaTarget;
import io.walgateway.proto.v1.Lifecycle;
import io.walgateway.proto.v1.PluginTarget;
import io.walgateway.proto.v1.Target;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.fake.target.ScriptedTargetProvider;
import io.walgateway.testkit.sample.SampleNamespaces;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteValidatorTest {
    private static final Instant NOW = TestClock.START;
    private static final UUID ID = new UUID(1, 2);

    private final Plugins plugins = new Plugins(
            Map.of(),
            Map.of(
                    "scripted", new ScriptedTargetProvider(new TestClock()),
                    "kafka", new ScriptedTargetProvider("kafka", new TestClock())));
    private final NamespaceConfig namespace = SampleNamespaces.withTarget("held", "scripted");
    private QueueOwners owners = QueueOwners.UNKNOWN;
    private final WriteValidator validator = new WriteValidator(plugins, () -> owners, "eu");
    private final WriteToLogRequest.Builder request =
            WriteToLogRequest.newBuilder().setNamespace("orders");

    @Test
    void shouldAcceptAPlainWrite() {
        assertThat(validator.validate(request.build(), namespace, NOW, ID))
                .isEqualTo(new ValidatedWrite.Valid(
                        new Message.Lifecycle(NOW, NOW, NOW, Optional.empty()),
                        Optional.empty(),
                        PassageReader.first("eu", "orders")));
    }

    @Test
    void shouldRefuseATargetThatIsAQueueOfANamespace() {
        NamespaceConfig owner = SampleNamespaces.withTarget("scripted", "scripted");
        owners = new QueueOwners(
                new QueueNames(plugins, type -> new PluginContext(Map.of(), new TestClock(), type)), List.of(owner));
        String queue = owner.queues().getFirst().names().getFirst();
        request.setTarget(Target.newBuilder()
                .setPlugin(PluginTarget.newBuilder().setType("scripted").putProperties("queue", queue)));
        assertThat(violations())
                .containsExactly(
                        "target.plugin.properties: a queue of namespace " + owner.name()
                                + " (expected: a target that is no queue of a namespace; a target of type wal writes to a namespace)");

        request.setTarget(Target.newBuilder()
                .setPlugin(PluginTarget.newBuilder().setType("scripted").putProperties("queue", "free")));
        assertThat(violations()).isEmpty();
    }

    @Test
    void shouldReadAllTimes() {
        request.setLifecycle(Lifecycle.newBuilder()
                .setDelay(Duration.newBuilder().setSeconds(3600))
                .setWriteTime(Timestamp.newBuilder().setSeconds(-5).setNanos(7))
                .setTimeToLive(Duration.newBuilder().setSeconds(3600).setNanos(1)));

        assertThat(validator.validate(request.build(), namespace, NOW, ID))
                .isEqualTo(new ValidatedWrite.Valid(
                        new Message.Lifecycle(
                                Instant.ofEpochSecond(-5, 7),
                                NOW,
                                NOW.plusSeconds(3600),
                                Optional.of(NOW.plusSeconds(3600).plusNanos(1))),
                        Optional.empty(),
                        PassageReader.first("eu", "orders")));
    }

    @Test
    void shouldReadTheTargetThatTheRequestNames() {
        request.setTarget(plugin("scripted", Map.of("name", "a")));

        assertThat(validator.validate(request.build(), namespace, NOW, ID))
                .isInstanceOfSatisfying(
                        ValidatedWrite.Valid.class,
                        valid -> assertThat(valid.target())
                                .contains(new TargetAddress("scripted", Map.of("name", "a"))));
    }

    @Test
    void shouldRefuseAPayloadPastTheLimit() {
        request.setPayload(ByteString.copyFrom(new byte[1000]));
        assertThat(violations()).isEmpty();
        request.setPayload(ByteString.copyFrom(new byte[1001]));
        assertThat(violations())
                .containsExactly(
                        "payload: 1001 bytes (expected: at most 1000 bytes, the limits.payload-bytes-max of orders)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1           | 0          | -1s (expected: >= 0)",
                "0            | -1         | -0 s and -1 ns (expected: >= 0)",
                "3600         | 1          | 3600 s and 1 ns (expected: at most 1h, the limits.delay-max of the namespace)",
                "315576000000 | 0          | 3652500d (expected: at most 1h",
                "315576000001 | 0          | 315576000001 s and 0 ns (expected: seconds from",
                "-9223372036854775808 | 0  | -9223372036854775808 s and 0 ns (expected: seconds from",
                "1            | -1         | 1 s and -1 ns (expected: seconds from",
                "0            | 1000000000 | 0 s and 1000000000 ns (expected: seconds from",
                "0            | -2147483648| 0 s and -2147483648 ns (expected: seconds from",
            })
    void shouldRefuseADelay(long seconds, int nanos, String expected) {
        request.setLifecycle(Lifecycle.newBuilder()
                .setDelay(Duration.newBuilder().setSeconds(seconds).setNanos(nanos)));
        assertThat(violations()).singleElement().asString().startsWith("lifecycle.delay: " + expected);
    }

    @Test
    void shouldRefuseADelayPastTheEndOfTime() {
        Limits limits = new Limits(1000, Limits.DELAY_LIMIT);
        List<Violation> found = new java.util.ArrayList<>();
        Instant late = ProtoTimes.MAX.minusSeconds(10);

        new LifecycleReader(limits, Delays.NONE, late, found)
                .read(
                        Lifecycle.newBuilder()
                                .setDelay(Duration.newBuilder().setSeconds(11))
                                .build(),
                        ID);

        assertThat(found).containsExactly(new Violation("lifecycle.delay", "11s", "a due time before the year 10000"));
    }

    @ParameterizedTest
    @CsvSource({"0, -1", "0, 1000000000", "253402300800, 0", "-62135596801, 0"})
    void shouldRefuseAWriteTime(long seconds, int nanos) {
        request.setLifecycle(Lifecycle.newBuilder()
                .setWriteTime(Timestamp.newBuilder().setSeconds(seconds).setNanos(nanos)));
        assertThat(violations())
                .singleElement()
                .asString()
                .startsWith("lifecycle.write_time: " + seconds + " s and " + nanos + " ns (expected: a time");
    }

    /** Where the later write wins, nothing could overwrite it until then. */
    @Test
    void shouldRefuseAWriteTimeFarAhead() {
        long hour = NOW.plusSeconds(3_600).getEpochSecond();
        request.setLifecycle(
                Lifecycle.newBuilder().setWriteTime(Timestamp.newBuilder().setSeconds(hour)));
        assertThat(violations()).isEmpty();
        request.setLifecycle(Lifecycle.newBuilder()
                .setWriteTime(Timestamp.newBuilder().setSeconds(hour).setNanos(1)));
        assertThat(violations())
                .singleElement()
                .asString()
                .contains("lifecycle.write_time")
                .contains("(expected: at most 1h ahead of the server's clock, which is at " + NOW + ")");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0            | 0s (expected: > 0)",
                "-1           | -1s (expected: > 0)",
                "60           | 1m (expected: longer than the longest delay it may get, 1m)",
                "315576000000 | 3652500d (expected: an expiry before the year 10000)",
                "315576000001 | 315576000001 s and 0 ns (expected: seconds from"
            })
    void shouldRefuseATimeToLive(long seconds, String expected) {
        request.setLifecycle(Lifecycle.newBuilder()
                .setDelay(Duration.newBuilder().setSeconds(60))
                .setTimeToLive(Duration.newBuilder().setSeconds(seconds)));
        assertThat(violations()).singleElement().asString().startsWith("lifecycle.time_to_live: " + expected);
    }

    @Test
    void shouldRefuseMalformedTargets() {
        request.setTarget(Target.getDefaultInstance());
        assertThat(violations())
                .containsExactly("target: without an address (expected: kafka, cassandra or plugin set, or no target)");

        request.setTarget(plugin("", Map.of()));
        assertThat(violations())
                .containsExactly("target.plugin.type: empty (expected: the type of a target, such as kafka)");

        request.setTarget(plugin("scripted", Map.of("nam", "v")));
        assertThat(violations()).containsExactly("target.plugin.properties.nam: v (expected: name, endpoint or queue)");

        request.setTarget(Target.newBuilder().setKafka(KafkaTarget.newBuilder().setTopic("t")));
        assertThat(violations())
                .containsExactlyInAnyOrder(
                        "target.kafka.topic: t (expected: name, endpoint or queue)",
                        "target.kafka.cluster: default (expected: name, endpoint or queue)");
    }

    @Test
    void shouldNameTheTypesThatThereAre() {
        request.setTarget(plugin("kafak", Map.of()));
        assertThat(violations())
                .containsExactly(
                        "target.plugin.type: kafak (expected: a target type that has a plugin here: [kafka, scripted])");
    }

    @Test
    void shouldRefuseAWriteThatGoesNowhere() {
        assertThat(validator.validate(request.build(), SampleNamespaces.withoutTarget("held"), NOW, ID))
                .isEqualTo(new ValidatedWrite.Invalid(
                        List.of(new Violation("target", "absent", "a target, because orders has none"))));
    }

    @Test
    void shouldRefuseKeysAndTokensThatAreTooLong() {
        request.setOrderingKey(ByteString.copyFrom(new byte[1024])).setIdempotencyToken("t".repeat(256));
        assertThat(violations()).isEmpty();

        request.setOrderingKey(ByteString.copyFrom(new byte[1025])).setIdempotencyToken("t".repeat(257));
        assertThat(violations())
                .containsExactly(
                        "ordering_key: 1025 bytes (expected: at most 1024 bytes)",
                        "idempotency_token: 257 characters (expected: at most 256 characters)");
    }

    @Test
    void shouldRefuseInAPartWhatItsMarkerHas() {
        com.google.protobuf.Duration second =
                com.google.protobuf.Duration.newBuilder().setSeconds(1).build();
        request.setBatchPart(BatchPart.newBuilder().setBatchId("a/b").setSequence(10_000));
        request.setLifecycle(io.walgateway.proto.v1.Lifecycle.newBuilder()
                .setDelay(second)
                .setDelayRandom(second)
                .setDelayJitter(0.5)
                .setTimeToLive(com.google.protobuf.Duration.newBuilder().setSeconds(9)));
        assertThat(violations())
                .containsExactly(
                        "batch_part.batch_id: a/b (expected: 1 to 200 characters out of A-Z a-z 0-9 . _ : @ -)",
                        "batch_part.sequence: 10000 (expected: 0 to 9999: a set has at most 10000 parts (sets.parts-max))",
                        "lifecycle.delay: present (expected: absent in a part of a set: its marker has the delay and the time to live)",
                        "lifecycle.delay_random: present (expected: absent in a part of a set: its marker has the delay and the time to live)",
                        "lifecycle.delay_jitter: present (expected: absent in a part of a set: its marker has the delay and the time to live)",
                        "lifecycle.time_to_live: present (expected: absent in a part of a set: its marker has the delay and the time to live)");
    }

    @Test
    void shouldRefuseInAMarkerWhatItsPartsHave() {
        request.setBatchPart(BatchPart.newBuilder().setBatchId("b").setPartsTotal(10_001))
                .setPayload(ByteString.copyFromUtf8("x"))
                .setTarget(Target.getDefaultInstance());
        assertThat(violations())
                .containsExactly(
                        "batch_part.parts_total: 10001 (expected: 1 to 10000 (sets.parts-max))",
                        "payload: 1 bytes (expected: none: the marker of a set has no payload, its parts have)",
                        "target: present (expected: absent: the parts of a set name targets, its marker none)");
    }

    @Test
    void shouldTellAllThatIsWrongAtOnce() {
        request.setNamespace("other")
                .setPayload(ByteString.copyFrom(new byte[2000]))
                .setTarget(Target.getDefaultInstance());
        assertThat(violations()).hasSize(3);
    }

    private List<String> violations() {
        return switch (validator.validate(request.build(), namespace, NOW, ID)) {
            case ValidatedWrite.Valid valid -> List.of();
            case ValidatedWrite.Invalid invalid ->
                invalid.violations().stream().map(Violation::toString).toList();
        };
    }

    private static Target plugin(String type, Map<String, String> properties) {
        return Target.newBuilder()
                .setPlugin(PluginTarget.newBuilder().setType(type).putAllProperties(properties))
                .build();
    }
}
