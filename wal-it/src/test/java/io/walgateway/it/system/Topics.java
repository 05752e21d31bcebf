package io.walgateway.it.system;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics that targets deliver to; those of queues are made by the control plane. */
public final class Topics {
    private Topics() {}

    /** Makes a topic. */
    public static void create(WalSystem system, String topic, int partitions)
            throws ExecutionException, InterruptedException {
        create(system, new NewTopic(topic, partitions, (short) 1));
    }

    /** Makes a topic of one partition for records of up to 32 MiB. */
    public static void createLarge(WalSystem system, String topic) throws ExecutionException, InterruptedException {
        create(system, new NewTopic(topic, 1, (short) 1).configs(Map.of("max.message.bytes", "33554432")));
    }

    private static void create(WalSystem system, NewTopic topic) throws ExecutionException, InterruptedException {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", system.kafka().bootstrapServers()))) {
            admin.createTopics(List.of(topic)).all().get();
        }
    }
}
