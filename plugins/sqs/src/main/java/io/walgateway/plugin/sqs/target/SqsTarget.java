package io.walgateway.plugin.sqs.target;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.plugin.AnswerWait;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.core.units.Durations;
import io.walgateway.plugin.sqs.append.ClusterSender;
import io.walgateway.plugin.sqs.append.MessageGroups;
import io.walgateway.plugin.sqs.append.PendingSend;
import io.walgateway.plugin.sqs.append.SendResult;
import io.walgateway.plugin.sqs.cluster.SendFault;
import io.walgateway.plugin.sqs.cluster.SqsNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Delivers to one queue. The body is the payload: as it is where it is text that SQS accepts, else in Base64, and an
 * attribute says so. Attributes let a reader recognise duplicates. The ordering key is an attribute, and the message's
 * headers and trace are passed on as far as SQS accepts them. In a FIFO queue, the key is the message group, too, and
 * the message's id lets SQS recognise what was sent before.
 */
public final class SqsTarget implements Target {
    static final String MESSAGE_ID = "wal-message-id";
    static final String NAMESPACE = "wal-namespace";
    static final String ATTEMPT = "wal-attempt";
    static final String ORDERING_KEY = "wal-ordering-key";
    static final String ENCODING = "wal-encoding";
    private static final Duration THROTTLE = Duration.ofMillis(100);

    private final ClusterSender cluster;
    private final String queue;
    private final InstantSource clock;

    /** @param queue the queue's name or address */
    SqsTarget(ClusterSender cluster, String queue, InstantSource clock) {
        this.cluster = cluster;
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public DeliveryOutcome deliver(DeliveryAttempt attempt) throws InterruptedException {
        Duration left = Duration.between(clock.instant(), attempt.deadline());
        if (attempt.message().payload().isEmpty()) {
            return new DeliveryOutcome.Rejected("an empty payload (expected: at least one byte, which SQS asks for)");
        }
        PendingSend send = send(attempt);
        if (send.bytes() > PendingSend.BYTES_MAX) {
            return new DeliveryOutcome.Rejected("a message of " + send.bytes() + " bytes with its attributes (expected:"
                    + " at most " + PendingSend.BYTES_MAX + ", which SQS takes)");
        }
        cluster.send(List.of(queue), List.of(send));
        try {
            return outcome(AnswerWait.get(send.result(), left));
        } catch (TimeoutException e) {
            return new DeliveryOutcome.Unknown(
                    "no answer from " + cluster + " in " + Durations.format(left) + ": may be written");
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected a result of the send, but it failed", e.getCause());
        }
    }

    private PendingSend send(DeliveryAttempt attempt) {
        Message message = attempt.message();
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        attributes.put(MESSAGE_ID, PassedOn.text(message.id().toString()));
        attributes.put(NAMESPACE, PassedOn.text(message.namespace()));
        attributes.put(ATTEMPT, PassedOn.text(Integer.toString(attempt.number())));
        if (!message.orderingKey().isEmpty()) {
            attributes.put(ORDERING_KEY, PassedOn.value(message.orderingKey()));
        }
        String body = body(message.payload(), attributes);
        PassedOn.addTo(attributes, body, message.provenance());
        Optional<PendingSend.FifoPlace> place = SqsNames.isFifo(queue)
                ? Optional.of(new PendingSend.FifoPlace(
                        MessageGroups.of(message.orderingKey(), message.id()),
                        message.id().toString()))
                : Optional.empty();
        return PendingSend.of(body, attributes, place, clock.instant());
    }

    private static String body(Bytes payload, Map<String, MessageAttributeValue> attributes) {
        Optional<String> asText = SqsText.of(payload);
        if (asText.isPresent()) {
            return asText.get();
        }
        attributes.put(ENCODING, PassedOn.text("base64"));
        return new String(Base64.getEncoder().encode(payload.unsafeArray()), StandardCharsets.ISO_8859_1);
    }

    private static DeliveryOutcome outcome(SendResult result) {
        return switch (result) {
            case SendResult.Stored() -> DeliveryOutcome.DELIVERED;
            case SendResult.NotStored(SendFault fault, String why) -> outcome(fault, why);
        };
    }

    public static DeliveryOutcome outcome(SendFault fault, String why) {
        return switch (fault) {
            case UNFIT -> new DeliveryOutcome.Rejected(why);
            case NO_QUEUE -> new DeliveryOutcome.Absent(why);
            case FORBIDDEN, REFUSED -> new DeliveryOutcome.Failed(why);
            case CLOSED, UNREACHABLE -> new DeliveryOutcome.Unavailable(why);
            case FULL, THROTTLED -> new DeliveryOutcome.Throttled(THROTTLE, why);
            case UNCERTAIN -> new DeliveryOutcome.Unknown(why);
        };
    }
}
