package io.walgateway.testkit.fake;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Header;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.Message.Lifecycle;
import io.walgateway.core.message.Message.Priority;
import io.walgateway.core.message.Message.Provenance;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.message.TraceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Messages for tests: specific ones, and random ones from a seed. The same seed gives the same messages. */
public final class Messages {
    private static final int PAYLOAD_BYTES_MAX = 512;

    private Messages() {}

    /** Starts a message of which the test sets the relevant parts. */
    public static MessageBuilder message() {
        return new MessageBuilder();
    }

    /** Payloads {@code 0}, {@code 1}, ... in this order, all with this ordering key. */
    public static List<Message> keyed(String key, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> message().key(key).payload(String.valueOf(i)).build())
                .toList();
    }

    /** A random valid message: every optional part may be present or absent, every text may be empty or odd. */
    public static Message any(RandomGenerator random) {
        List<Priority> priorities = List.of(Priority.values());
        Provenance provenance = new Provenance(
                text(random),
                List.of(text(random), text(random)).subList(0, random.nextInt(3)),
                List.of(text(random), text(random)).subList(0, random.nextInt(3)),
                trace(random),
                headers(random));
        return new Message(
                new UUID(random.nextLong(), random.nextLong()),
                "namespace-" + random.nextInt(5),
                new Message.Inline(bytes(random)),
                new Message.Routing(
                        random.nextBoolean() ? Optional.of(address(random)) : Optional.empty(),
                        random.nextBoolean() ? "" : "target-" + random.nextInt(3),
                        random.nextBoolean() ? Bytes.EMPTY : Bytes.utf8("key-" + random.nextInt(10))),
                lifecycle(random),
                random.nextInt(20),
                random.nextLong(1, Long.MAX_VALUE),
                provenance,
                priorities.get(random.nextInt(priorities.size())));
    }

    private static Lifecycle lifecycle(RandomGenerator random) {
        Instant appended =
                TestClock.START.plusNanos(random.nextLong(Duration.ofDays(365).toNanos()));
        Instant due = appended.plusMillis(random.nextInt(100_000));
        Optional<Instant> expiry =
                random.nextBoolean() ? Optional.of(due.plusMillis(random.nextInt(100_000))) : Optional.empty();
        return new Lifecycle(appended.minusNanos(random.nextLong(1_000_000_000)), appended, due, expiry);
    }

    private static TargetAddress address(RandomGenerator random) {
        return random.nextBoolean()
                ? new TargetAddress("kafka", Map.of("topic", "topic-" + random.nextInt(5)))
                : new TargetAddress(
                        "cassandra", Map.of("keyspace", "ks", "table", text(random), "cluster", text(random)));
    }

    private static TraceContext trace(RandomGenerator random) {
        String parent = "00-%016x%016x-%016x-01".formatted(random.nextLong(), random.nextLong(), random.nextLong());
        return random.nextBoolean() ? TraceContext.NONE : TraceContext.of(parent, random.nextBoolean() ? "" : "a=1");
    }

    private static List<Header> headers(RandomGenerator random) {
        return IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> Header.of("header-" + i, bytes(random)))
                .toList();
    }

    private static Bytes bytes(RandomGenerator random) {
        byte[] bytes = new byte[random.nextInt(PAYLOAD_BYTES_MAX)];
        random.nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    private static String text(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> "eu-west-" + random.nextInt(3);
            case 2 -> "\u00e9\u4e16\ud83d\ude00\"\\\n";
            default -> Long.toString(random.nextLong(), 36);
        };
    }
}
