package io.walgateway.it.chaos;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;

/** Asks Kafka whether all replicas of all topics are in sync, so that any broker may fail. */
final class Replicas implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 5;

    private final Admin admin;

    Replicas(String servers) {
        admin = Admin.create(
                Map.of("bootstrap.servers", servers, "request.timeout.ms", 2_000, "default.api.timeout.ms", 4_000));
    }

    boolean areInStep() throws InterruptedException {
        try {
            Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return admin
                    .describeTopics(topics)
                    .allTopicNames()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .values()
                    .stream()
                    .allMatch(Replicas::areInStep);
        } catch (ExecutionException | TimeoutException away) {
            return false;
        }
    }

    private static boolean areInStep(TopicDescription topic) {
        return topic.partitions().stream()
                .allMatch(partition ->
                        partition.isr().size() == partition.replicas().size());
    }

    @Override
    public void close() {
        admin.close();
    }
}
