package io.walgateway.testkit.sample;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.message.Header;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.message.TraceContext;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.Slice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Messages and leases, generated from a seed. */
public final class SampleMessages {
    public static final Instant APPENDED = Instant.parse("2026-03-01T12:00:00.123456789Z");

    public static final TraceContext TRACE =
            new TraceContext("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "a=1,b=2");

    private final RandomGenerator random;

    public SampleMessages(RandomGenerator random) {
        this.random = random;
    }

    public static Lease lease(Bytes record) {
        return new Lease(new Slice("orders", 3, 1), 4711, Bytes.utf8("k"), record, APPENDED, 0);
    }

    public Message message() {
        Message whole = whole();
        return random.nextInt(4) == 0 ? whole.with(new Message.Claimed(claim(whole.namespace()))) : whole;
    }

    private ClaimCheck claim(String namespace) {
        return new ClaimCheck(
                new ClaimCheck.Place("cassandra", "s" + text(), text()),
                ClaimCheck.keyPrefix(namespace) + text(),
                random.nextInt(1, ClaimCheck.BYTES_MAX + 1),
                random.nextInt(1, ClaimCheck.ITEMS_MAX + 1),
                random.nextInt(),
                time(),
                oneOf(List.of(), List.of("main"), List.of("copy", "main")));
    }

    private Message whole() {
        Instant append = past();
        return new Message(
                new UUID(random.nextLong(), random.nextLong()),
                "n" + text(),
                new Message.Inline(bytes()),
                new Message.Routing(
                        oneOf(Optional.empty(), Optional.of(target())),
                        oneOf("", "t" + text()),
                        Bytes.utf8("k" + text())),
                new Message.Lifecycle(
                        oneOf(append.plusSeconds(3_600), append.minusSeconds(random.nextInt(1, 1_000_000))),
                        append,
                        oneOf(append, append.plusSeconds(random.nextInt(1, 1_000_000))),
                        oneOf(Optional.empty(), Optional.of(time()))),
                random.nextInt(Integer.MAX_VALUE),
                random.nextLong(),
                new Message.Provenance(
                        text(),
                        oneOf(List.of(), List.of(text(), text())),
                        oneOf(List.of(), List.of(text(), text())),
                        trace(),
                        headers()),
                oneOf(Message.Priority.values()));
    }

    private TraceContext trace() {
        return oneOf(TraceContext.NONE, TRACE, new TraceContext(TRACE.parent(), ""));
    }

    private List<Header> headers() {
        return Stream.generate(() -> new Header("h" + text(), oneOf(Optional.empty(), Optional.of(bytes()))))
                .limit(random.nextInt(4))
                .toList();
    }

    public Bytes bytes() {
        byte[] array = new byte[random.nextInt(300)];
        random.nextBytes(array);
        return Bytes.wrap(array);
    }

    String text() {
        return random.ints(random.nextInt(12), 0, 0xD7FF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    Instant time() {
        return Instant.ofEpochSecond(random.nextLong(0, 253_402_300_799L), random.nextInt(1_000_000_000));
    }

    /** A time not later than {@link #APPENDED}. */
    private Instant past() {
        return Instant.ofEpochSecond(random.nextLong(0, APPENDED.getEpochSecond()), random.nextInt(1_000_000_000));
    }

    private TargetAddress target() {
        return switch (random.nextInt(4)) {
            case 0 -> new TargetAddress("kafka", Map.of("topic", "t" + text(), "cluster", "c" + text()));
            case 1 -> new TargetAddress("cassandra", Map.of("keyspace", "k", "table", "t", "cluster", "c"));
            case 2 -> new TargetAddress("kafka", Map.of("topic", "t", "other", text()));
            default -> new TargetAddress("x" + text(), Map.of(text(), text()));
        };
    }

    @SafeVarargs
    private <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
