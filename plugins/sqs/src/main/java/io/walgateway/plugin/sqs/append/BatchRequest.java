package io.walgateway.plugin.sqs.append;

import io.walgateway.core.units.Durations;
import io.walgateway.plugin.sqs.cluster.Batches;
import io.walgateway.plugin.sqs.cluster.Connection;
import io.walgateway.plugin.sqs.cluster.SendFault;
import io.walgateway.plugin.sqs.cluster.SendFaults;
import io.walgateway.plugin.sqs.cluster.Transmission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** Sends batches to one queue and gives each message its own answer. */
public final class BatchRequest implements BiConsumer<List<PendingSend>, Duration> {
    private final Connection connection;
    private final String queue;
    private final InstantSource clock;

    /** @param queue the queue's name or address */
    public BatchRequest(Connection connection, String queue, InstantSource clock) {
        this.connection = connection;
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public void accept(List<PendingSend> sends, Duration timeout) {
        send(sends, System.nanoTime() + timeout.toNanos());
    }

    /** A request that is refused as a whole is sent again in halves, in order, until a single message is refused. */
    private void send(List<PendingSend> sends, long deadlineNanos) {
        Duration left = Duration.ofNanos(deadlineNanos - System.nanoTime());
        if (!left.isPositive()) {
            sends.forEach(send -> send.fail(
                    SendFault.UNREACHABLE, "its request was refused, and no time was left to send it in another one"));
            return;
        }
        Transmission transmission = new Transmission();
        try {
            SendMessageBatchRequest request = request(sends, left, transmission);
            answer(sends, connection.client().sendMessageBatch(request));
        } catch (RuntimeException e) {
            connection.forgetIfGone(queue, e);
            if (sends.size() > 1 && SendFaults.mayBeOfOneEntry(e)) {
                Batches.halves(sends).forEach(half -> send(half, deadlineNanos));
            } else {
                failAll(sends, e, transmission, left);
            }
        }
    }

    /** How long the queue itself is to delay the message: whole seconds, never more than the time left. */
    static int delaySeconds(Instant due, Instant now, Duration delayMax) {
        if (!due.isAfter(now)) {
            return 0;
        }
        // Compared before the subtraction, which would overflow for a message that is due at the end of time.
        Instant latest = now.plus(delayMax);
        Duration left = due.isBefore(latest) ? Duration.between(now, due) : delayMax;
        return (int) left.toSeconds();
    }

    private SendMessageBatchRequest request(List<PendingSend> sends, Duration timeout, Transmission transmission) {
        Instant now = clock.instant();
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>(sends.size());
        for (int i = 0; i < sends.size(); i++) {
            entries.add(entry(sends.get(i), Integer.toString(i), now));
        }
        return SendMessageBatchRequest.builder()
                .queueUrl(connection.url(queue))
                .entries(entries)
                .overrideConfiguration(config ->
                        config.apiCallTimeout(timeout).putExecutionAttribute(Transmission.ATTRIBUTE, transmission))
                .build();
    }

    private SendMessageBatchRequestEntry entry(PendingSend send, String id, Instant now) {
        SendMessageBatchRequestEntry.Builder entry = SendMessageBatchRequestEntry.builder()
                .id(id)
                .messageBody(send.body())
                .messageAttributes(send.attributes());
        send.fifo()
                .ifPresentOrElse(
                        place -> entry.messageGroupId(place.groupId()).messageDeduplicationId(place.deduplicationId()),
                        () -> entry.delaySeconds(delaySeconds(
                                send.due(), now, connection.cluster().delayMax())));
        return entry.build();
    }

    private static void answer(List<PendingSend> sends, SendMessageBatchResponse response) {
        Set<Integer> open = new HashSet<>();
        for (int i = 0; i < sends.size(); i++) {
            open.add(i);
        }
        response.successful().forEach(stored -> {
            int index = Integer.parseInt(stored.id());
            open.remove(index);
            sends.get(index).result().complete(SendResult.STORED);
        });
        for (BatchResultErrorEntry failed : response.failed()) {
            int index = Integer.parseInt(failed.id());
            open.remove(index);
            sends.get(index).fail(SendFaults.of(failed), failed.code() + ": " + failed.message());
        }
        open.forEach(index -> sends.get(index).fail(SendFault.UNCERTAIN, "the answer says nothing of it"));
    }

    private void failAll(List<PendingSend> sends, RuntimeException error, Transmission transmission, Duration timeout) {
        SendFault fault = SendFaults.of(error, transmission);
        String where = connection + ", queue " + queue;
        String why = fault == SendFault.UNCERTAIN
                ? "sent to " + where + ", but not acknowledged" + unacknowledged(error, timeout) + ": may be written"
                : where + ": " + SendFaults.text(error) + ": certainly not written";
        sends.forEach(send -> send.fail(fault, why));
    }

    private static String unacknowledged(RuntimeException error, Duration timeout) {
        return SendFaults.isTimeout(error)
                ? " in " + Durations.format(Duration.ofMillis(Math.round(timeout.toMillis() / 100.0) * 100))
                : " (" + SendFaults.text(error) + ")";
    }
}
