package io.walgateway.plugin.kafka.target;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Header;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TraceContext;
import io.walgateway.core.plugin.AnswerWait;
import io.walgateway.core.plugin.InFlightBytes;
import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.core.units.Durations;
import io.walgateway.plugin.kafka.append.ClusterProducer;
import io.walgateway.plugin.kafka.append.SendResult;
import io.walgateway.plugin.kafka.cluster.SendFault;
import io.walgateway.plugin.kafka.cluster.SendFaults;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Delivers to one topic: the payload as the value, the ordering key as the key, and headers by which a reader
 * recognises duplicates. The headers that came with the message are passed on, and so is its trace.
 */
final class KafkaTarget implements Target {
    static final String MESSAGE_ID = "wal-message-id";
    static final String NAMESPACE = "wal-namespace";
    static final String WRITE_TIME = "wal-write-time";
    static final String ATTEMPT = "wal-attempt";
    private static final Set<String> OWN = Set.of(MESSAGE_ID, NAMESPACE, WRITE_TIME, ATTEMPT);
    /** The producer gets nine tenths of the time, so that its answer is there before the deadline. */
    private static final int SHARE_FOR_THE_ANSWER = 10;

    private static final Duration THROTTLE = Duration.ofMillis(100);

    private final ClusterProducer cluster;
    private final Supplier<ClusterProducer> oneByOne;
    private final String topic;
    private final RecordTemplate dress;
    private final TopicRetention retention;
    private final InstantSource clock;

    /** @param oneByOne the producer for records whose batch was refused, each in a batch of its own */
    KafkaTarget(
            ClusterProducer cluster,
            Supplier<ClusterProducer> oneByOne,
            String topic,
            RecordTemplate dress,
            TopicRetention retention,
            InstantSource clock) {
        this.cluster = cluster;
        this.oneByOne = oneByOne;
        this.topic = topic;
        this.dress = dress;
        this.retention = retention;
        this.clock = clock;
    }

    @Override
    public DeliveryOutcome deliver(DeliveryAttempt attempt) throws InterruptedException {
        return switch (dress.timestamp()) {
            case APPEND -> append(attempt);
            case WRITE -> appendUnlessTooOld(attempt);
        };
    }

    /** The broker would acknowledge a record that is past its topic's retention, and remove it soon after. */
    private DeliveryOutcome appendUnlessTooOld(DeliveryAttempt attempt) throws InterruptedException {
        Instant writeTime = attempt.message().lifecycle().writeTime();
        Duration age = Duration.between(writeTime, clock.instant());
        Optional<Duration> keeps;
        try {
            keeps = retention.keeps();
        } catch (QueueUnavailableException e) {
            return new DeliveryOutcome.Unavailable(SendFaults.text(e));
        }
        return keeps.isPresent() && age.compareTo(keeps.get()) >= 0
                ? new DeliveryOutcome.Rejected(
                        "its write time, " + writeTime + ", is " + Durations.format(age.truncatedTo(ChronoUnit.SECONDS))
                                + " ago, and topic " + topic + " removes records " + Durations.format(keeps.get())
                                + " after their timestamp (expected: timestamp append-time, or a longer retention.ms)")
                : append(attempt);
    }

    /**
     * A broker refuses a whole batch for one bad record, so a refused record is sent again at once in a batch of its
     * own. The second answer is about this record alone: its neighbours are delivered, and only the bad one is
     * rejected.
     */
    private DeliveryOutcome append(DeliveryAttempt attempt) throws InterruptedException {
        SendResult sent = send(cluster, attempt);
        return outcome(isOfBatch(sent) ? send(oneByOne.get(), attempt) : sent);
    }

    private SendResult send(ClusterProducer producer, DeliveryAttempt attempt) throws InterruptedException {
        Duration left = attempt.left(clock.instant());
        Message message = attempt.message();
        long cost = InFlightBytes.cost(message.orderingKey(), message.payload())
                + Header.bytes(message.provenance().headers());
        ClusterProducer.Sending sending =
                producer.begin(record(attempt), cost, left.minus(left.dividedBy(SHARE_FOR_THE_ANSWER)));
        try {
            return AnswerWait.get(sending.result(), left);
        } catch (TimeoutException e) {
            return late(sending, left);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected a result of the send, but it failed", e.getCause());
        }
    }

    /** A broker that is away is no fault of the message, also where the append time-out is longer than an attempt. */
    private SendResult late(ClusterProducer.Sending sending, Duration waited) {
        String in = " in " + Durations.format(waited);
        return sending.unsent().getAsBoolean()
                ? new SendResult.NotStored(SendFault.UNREACHABLE, "nothing could be sent to " + cluster + in)
                : new SendResult.NotStored(SendFault.UNCERTAIN, "no answer from " + cluster + in + ": may be written");
    }

    private static boolean isOfBatch(SendResult result) {
        return result instanceof SendResult.NotStored refused
                && (refused.fault() == SendFault.BATCH_REFUSED || refused.fault() == SendFault.BATCH_UNCERTAIN);
    }

    private ProducerRecord<byte[], byte[]> record(DeliveryAttempt attempt) {
        Message message = attempt.message();
        byte @Nullable [] payload = dress.tombstone() ? null : message.payload().unsafeArray();
        byte @Nullable [] key =
                message.orderingKey().isEmpty() ? null : message.orderingKey().unsafeArray();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, null, timestamp(message.lifecycle().writeTime()), key, payload);
        pass(message.provenance(), record.headers());
        record.headers()
                .add(MESSAGE_ID, text(message.id().toString()))
                .add(NAMESPACE, text(message.namespace()))
                .add(WRITE_TIME, text(message.lifecycle().writeTime().toString()))
                .add(ATTEMPT, text(Integer.toString(attempt.number())));
        return record;
    }

    /**
     * The target's own headers are added last, and no other header has their names. A trace that the address names is
     * the trace of the record.
     */
    private void pass(Message.Provenance provenance, Headers headers) {
        provenance
                .headers()
                .forEach(header -> headers.add(
                        header.name(), header.value().map(Bytes::unsafeArray).orElse(null)));
        dress.headers().stream().filter(header -> !OWN.contains(header.key())).forEach(headers::add);
        TraceContext trace = provenance.trace();
        if (!trace.isNone() && headers.lastHeader(TraceContext.PARENT) == null) {
            headers.add(TraceContext.PARENT, text(trace.parent()));
            if (!trace.state().isEmpty()) {
                headers.add(TraceContext.STATE, text(trace.state()));
            }
        }
    }

    /** Null: the producer uses the time at which it gets the record. */
    private @Nullable Long timestamp(Instant writeTime) {
        return switch (dress.timestamp()) {
            case APPEND -> null;
            case WRITE -> Math.max(0, writeTime.toEpochMilli());
        };
    }

    private static DeliveryOutcome outcome(SendResult result) {
        return switch (result) {
            case SendResult.Stored _ -> DeliveryOutcome.DELIVERED;
            case SendResult.NotStored(SendFault fault, String why) -> outcome(fault, why);
        };
    }

    private static DeliveryOutcome outcome(SendFault fault, String why) {
        return switch (fault) {
            case TOO_LARGE, UNFIT, BATCH_REFUSED -> new DeliveryOutcome.Rejected(why);
            case NO_TOPIC -> new DeliveryOutcome.Absent(why);
            case FORBIDDEN, REFUSED -> new DeliveryOutcome.Failed(why);
            case CLOSED, UNREACHABLE -> new DeliveryOutcome.Unavailable(why);
            case FULL -> new DeliveryOutcome.Throttled(THROTTLE, why);
            case BATCH_UNCERTAIN, UNCERTAIN -> new DeliveryOutcome.Unknown(why);
        };
    }

    private static byte[] text(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
