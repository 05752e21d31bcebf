package io.walgateway.plugin.kafka.cluster;

import io.walgateway.core.text.Reasons;
import java.util.List;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedForMessageFormatException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * Turns the error of a send into the fault that it proves.
 *
 * <ol>
 *   <li>When nothing was sent to the topic since, the record is certainly not stored, whatever the error is.
 *   <li>When it was sent once, it is certainly not stored if a leader gives the error <em>before</em> it appends:
 *       {@link #REFUSALS} lists these errors. A leader may give other errors after appending, too:
 *       {@code NOT_LEADER_OR_FOLLOWER} when it is deposed while it waits for its followers,
 *       {@code UNKNOWN_TOPIC_OR_PARTITION} when it has lost the replica, {@code KAFKA_STORAGE_ERROR} when its disk has
 *       failed.
 *   <li>A leader refuses a whole batch for one invalid record. Only some brokers say for some errors which record that
 *       is, so this is not asked here: {@link SendFault#BATCH_REFUSED} leaves it open.
 *   <li>Everything else is uncertain: time-outs, lost connections, {@code NOT_ENOUGH_REPLICAS_AFTER_APPEND}, refusals
 *       of a repetition, and errors that did not exist when this was written.
 * </ol>
 */
public final class SendFaults {
    private record Rule(Class<? extends Throwable> error, SendFault fault) {}

    /** Errors that a leader gives before it appends anything. The first matching rule decides. */
    private static final List<Rule> REFUSALS = List.of(
            new Rule(RecordTooLargeException.class, SendFault.TOO_LARGE),
            new Rule(SerializationException.class, SendFault.UNFIT),
            new Rule(CorruptRecordException.class, SendFault.REFUSED),
            new Rule(UnsupportedForMessageFormatException.class, SendFault.REFUSED),
            new Rule(PolicyViolationException.class, SendFault.REFUSED),
            new Rule(NotEnoughReplicasException.class, SendFault.REFUSED),
            new Rule(ThrottlingQuotaExceededException.class, SendFault.REFUSED),
            new Rule(InvalidTopicException.class, SendFault.NO_TOPIC),
            new Rule(AuthorizationException.class, SendFault.FORBIDDEN),
            new Rule(AuthenticationException.class, SendFault.FORBIDDEN));

    /** Errors that a leader gives for a whole batch before it appends anything. Which record is at fault stays open. */
    private static final List<Class<? extends Throwable>> OF_BATCHES =
            List.of(RecordBatchTooLargeException.class, InvalidRecordException.class, InvalidTimestampException.class);

    /** The words of Kafka's client for the neighbours of a record that the broker has named as invalid. */
    private static final String NEIGHBOUR = "it was part of a batch";

    /** Further rules, for when nothing was sent. */
    private static final List<Rule> LOCAL = List.of(
            new Rule(RecordBatchTooLargeException.class, SendFault.UNFIT),
            new Rule(InvalidRecordException.class, SendFault.UNFIT),
            new Rule(InvalidTimestampException.class, SendFault.UNFIT),
            new Rule(BufferExhaustedException.class, SendFault.FULL),
            new Rule(UnknownTopicOrPartitionException.class, SendFault.NO_TOPIC));

    private SendFaults() {}

    public static SendFault of(Throwable error, SendEvidence trail) {
        return switch (trail) {
            case NOTHING_SENT -> find(REFUSALS, error, find(LOCAL, error, SendFault.UNREACHABLE));
            case SENT_ONCE -> isOfBatch(error) ? SendFault.BATCH_REFUSED : find(REFUSALS, error, SendFault.UNCERTAIN);
            case SENT_AGAIN -> isOfBatch(error) ? SendFault.BATCH_UNCERTAIN : SendFault.UNCERTAIN;
        };
    }

    private static boolean isOfBatch(Throwable error) {
        return OF_BATCHES.stream().anyMatch(type -> type.isInstance(error))
                || (error.getClass().equals(KafkaException.class) && text(error).contains(NEIGHBOUR));
    }

    /** True if this error ends the producer: every later send fails the same way. */
    public static boolean endsProducer(Throwable error) {
        return error instanceof ProducerFencedException
                || error instanceof ClusterAuthorizationException
                || error instanceof UnsupportedVersionException
                || error instanceof InvalidPidMappingException;
    }

    /** The error in one line, for answers and logs. */
    public static String text(Throwable error) {
        return Reasons.of(error);
    }

    private static SendFault find(List<Rule> rules, Throwable error, SendFault otherwise) {
        return rules.stream()
                .filter(rule -> rule.error().isInstance(error))
                .map(Rule::fault)
                .findFirst()
                .orElse(otherwise);
    }
}
