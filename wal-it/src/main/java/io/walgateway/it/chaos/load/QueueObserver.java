package io.walgateway.it.chaos.load;

import static org.awaitility.Awaitility.await;

import io.walgateway.it.history.HistoryEvent.Delivered;
import io.walgateway.it.history.HistoryWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Creates the queue of {@link TargetForm#RETYPED} and records the messages that arrive there, on a thread of its own.
 */
public final class QueueObserver implements AutoCloseable {
    private static final int AT_ONCE = 10;
    private static final int WAIT_SECONDS = 1;
    /** The gateway's prefix of the message group of a key. */
    private static final String GROUP_PREFIX = "key-";

    private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);

    private final SqsClient client;
    private final String url;
    private final HistoryWriter history;
    private final Tally tally;
    private final Thread thread;
    private volatile boolean open = true;
    /** How many receives found nothing. */
    private final AtomicLong empty = new AtomicLong();

    private QueueObserver(SqsClient client, HistoryWriter history, Tally tally) {
        this.client = client;
        this.history = history;
        this.tally = tally;
        url = client.createQueue(request ->
                        request.queueName(TargetForm.QUEUE).attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")))
                .queueUrl();
        thread = Thread.ofPlatform().daemon().name("read " + TargetForm.QUEUE).start(this::run);
    }

    /** Begins to read. */
    public static QueueObserver open(URI endpoint, HistoryWriter history, Tally tally) {
        SqsClient client = SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
        return new QueueObserver(client, history, tally);
    }

    /** Waits until everything that is there now has been read. */
    public void awaitEmpty(Duration patience) {
        // A receive that has already begun may have missed the last message; the one after it cannot.
        long enough = empty.get() + 2;
        await("end of " + TargetForm.QUEUE).atMost(patience).until(() -> empty.get() >= enough);
    }

    private void run() {
        while (open) {
            List<Message> messages = client.receiveMessage(request -> request.queueUrl(url)
                            .maxNumberOfMessages(AT_ONCE)
                            .waitTimeSeconds(WAIT_SECONDS)
                            .messageAttributeNames("All")
                            .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                    .messages();
            for (Message message : messages) {
                delivered(message);
                client.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
            }
            if (messages.isEmpty()) {
                empty.incrementAndGet();
            }
        }
    }

    private void delivered(Message message) {
        tally.delivered();
        String group = attribute(message, MessageSystemAttributeName.MESSAGE_GROUP_ID);
        history.record(new Delivered(
                TargetForm.RETYPED.target(),
                TargetForm.QUEUE,
                message.body(),
                Objects.requireNonNull(message.messageAttributes().get("wal-message-id"), message.body())
                        .stringValue(),
                group.startsWith(GROUP_PREFIX) ? group.substring(GROUP_PREFIX.length()) : group,
                Instant.ofEpochMilli(Long.parseLong(attribute(message, MessageSystemAttributeName.SENT_TIMESTAMP)))));
    }

    private static String attribute(Message message, MessageSystemAttributeName name) {
        return Objects.requireNonNull(message.attributes().get(name), name.toString());
    }

    @Override
    public void close() {
        open = false;
        try {
            thread.join(ENDS_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
