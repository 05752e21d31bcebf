package io.walgateway.plugin.sqs.read;

import io.walgateway.core.queue.Lease;
import io.walgateway.plugin.sqs.append.RecordMessages;
import io.walgateway.plugin.sqs.cluster.Connection;
import io.walgateway.plugin.sqs.cluster.SendFaults;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/**
 * Receives from one queue, one receive after another, on a virtual thread of its own. Messages received while nobody
 * polls are released at once. A receive under way is awaited, not interrupted: SQS may already have delivered messages,
 * which would then stay hidden.
 */
final class Receiver implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Receiver.class);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(500);
    /** Between short polls that bring nothing. */
    private static final Duration AFTER_NOTHING = Duration.ofMillis(100);

    private static final Duration ANSWER_MARGIN = Duration.ofSeconds(5);

    private final Connection connection;
    private final String queue;
    private final ReadPlan plan;
    private final LeasedMessages holdings;
    private final ReceiveBuffer arrivals;
    private boolean failing;

    Receiver(Connection connection, String queue, ReadPlan plan, LeasedMessages holdings, ReceiveBuffer arrivals) {
        this.connection = connection;
        this.queue = queue;
        this.plan = plan;
        this.holdings = holdings;
        this.arrivals = arrivals;
    }

    @Override
    public void run() {
        try {
            while (arrivals.awaitDemand()) {
                step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() throws InterruptedException {
        Duration wait = plan.held(!holdings.isEmpty());
        List<Message> messages;
        try {
            messages = receive(wait);
            recovered();
        } catch (SdkException | IllegalStateException e) {
            failed(e);
            arrivals.rest(AFTER_FAILURE);
            return;
        }
        if (messages.isEmpty()) {
            if (wait.isZero()) {
                arrivals.rest(AFTER_NOTHING);
            }
            return;
        }
        handOver(messages);
    }

    private void handOver(List<Message> messages) throws InterruptedException {
        Optional<List<Lease>> leases = arrivals.isClosed() ? Optional.empty() : holdings.take(messages);
        if (leases.isEmpty()) {
            release(messages.stream()
                    .map(message -> new VisibilityChange.Change(message.messageId(), message.receiptHandle()))
                    .toList());
        } else if (!leases.get().isEmpty() && !arrivals.bring(leases.get())) {
            release(holdings.giveUp(leases.get()).stream()
                    .map(held -> new VisibilityChange.Change(held.messageId(), held.receipt()))
                    .toList());
        }
    }

    private void release(List<VisibilityChange.Change> receipts) {
        new VisibilityChange(connection, queue).release(receipts);
    }

    private List<Message> receive(Duration wait) {
        ReceiveMessageRequest request = ReceiveMessageRequest.builder()
                .queueUrl(connection.url(queue))
                .maxNumberOfMessages(plan.messages())
                .waitTimeSeconds((int) wait.toSeconds())
                .visibilityTimeout((int) plan.visibility().toSeconds())
                .messageAttributeNames(RecordMessages.KEY)
                .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP)
                .overrideConfiguration(config -> config.apiCallTimeout(wait.plus(ANSWER_MARGIN)))
                .build();
        return connection.client().receiveMessage(request).messages();
    }

    private void recovered() {
        if (failing) {
            log.info("receiving again: queue={}", queue);
            failing = false;
        }
    }

    private void failed(RuntimeException error) {
        connection.forgetIfGone(queue, error);
        if (!failing && !arrivals.isClosed()) {
            log.warn("Expected to receive, but {}; trying again: queue={}", SendFaults.text(error), queue);
            failing = true;
        }
    }
}
