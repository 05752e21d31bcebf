package io.walgateway.plugin.sqs;

import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueProvider;
import java.util.List;

/** SQS queues, standard and FIFO, as queues. */
public final class SqsQueueProvider implements QueueProvider {

    @Override
    public String type() {
        return "sqs";
    }

    @Override
    public List<Violation> check(QueueConfig queue) {
        return QueueRules.check(queue);
    }

    @Override
    public QueueClient open(PluginContext context) {
        return new SqsQueueClient(SqsSettings.of(context), context.clock());
    }
}
