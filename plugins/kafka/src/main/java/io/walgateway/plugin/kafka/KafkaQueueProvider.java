package io.walgateway.plugin.kafka;

import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueProvider;
import java.util.List;

/** Kafka topics as queues. */
public final class KafkaQueueProvider implements QueueProvider {

    @Override
    public String type() {
        return "kafka";
    }

    @Override
    public List<Violation> check(QueueConfig queue) {
        return QueueRules.check(queue);
    }

    @Override
    public QueueClient open(PluginContext context) {
        return new KafkaQueueClient(KafkaSettings.of(context), context.process(), context.clock());
    }
}
