package io.walgateway.plugin.sqs;

import io.walgateway.core.plugin.PluginContext;
import io.walgateway.plugin.sqs.cluster.Connection;
import io.walgateway.plugin.sqs.cluster.SqsSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** What has come into queues, as another reader sees it: it takes all out and remembers it. */
final class QueueContents implements AutoCloseable {
    private final Connection connection;
    private final Map<String, List<Message>> seen = new ConcurrentHashMap<>();

    QueueContents(Map<String, String> settings) {
        PluginContext context = new PluginContext(settings, InstantSource.system(), "test");
        connection = new Connection(SqsSettings.of(context).cluster("default"), 10, Duration.ofSeconds(30));
    }

    SqsClient client() {
        return connection.client();
    }

    String url(String queue) {
        return connection.url(queue);
    }

    void create(String queue) {
        client().createQueue(request -> request.queueName(queue));
    }

    /** All that has come so far. */
    synchronized List<Message> messages(String queue) {
        List<Message> all = seen.computeIfAbsent(queue, _ -> new ArrayList<>());
        List<Message> more = receive(queue);
        while (!more.isEmpty()) {
            all.addAll(more);
            more.forEach(message -> client().deleteMessage(
                            request -> request.queueUrl(url(queue)).receiptHandle(message.receiptHandle())));
            more = receive(queue);
        }
        return List.copyOf(all);
    }

    int count(String queue, String body) {
        return (int) messages(queue).stream()
                .filter(message -> message.body().equals(body))
                .count();
    }

    @Override
    public void close() {
        connection.close();
    }

    private List<Message> receive(String queue) {
        return client().receiveMessage(request -> request.queueUrl(url(queue))
                        .maxNumberOfMessages(10)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }
}
