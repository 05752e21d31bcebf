package io.walgateway.plugin.sqs;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.QueueCapabilities;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueProvider;
import io.walgateway.plugin.sqs.admin.GroupQueues;
import io.walgateway.plugin.sqs.admin.QueueRules;
import io.walgateway.plugin.sqs.cluster.SqsNames;
import io.walgateway.plugin.sqs.cluster.SqsSettings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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
    public QueueCapabilities capabilities(QueueConfig queue) {
        return QueueRules.capabilities(queue);
    }

    /** Keeps the end of the name, which decides whether a queue is a FIFO queue. */
    @Override
    public String deadLetterName(String queue) {
        return SqsNames.joined(queue, "dlq");
    }

    @Override
    public Set<String> names(QueueConfig queue, Set<ConsumerGroup> groups) {
        Set<String> names = new LinkedHashSet<>(queue.names());
        queue.names().forEach(name -> groups.forEach(group -> names.add(GroupQueues.of(queue, name, group))));
        return names;
    }

    /** The endpoint, or that of the region, and the account as far as the access key identifies it. */
    @Override
    public String servers(String cluster, PluginContext context) {
        return context.clusterSetting(cluster, "endpoint")
                .or(() -> context.clusterSetting(cluster, "region")
                        .map(region -> "https://sqs." + region + ".amazonaws.com"))
                .map(endpoint -> endpoint.strip().toLowerCase(Locale.ROOT).replaceAll("/+$", ""))
                .map(endpoint -> context.clusterSetting(cluster, "access-key-id")
                        .map(key -> endpoint + " as " + key)
                        .orElse(endpoint))
                .orElse(cluster);
    }

    @Override
    public QueueClient open(PluginContext context) {
        return new SqsQueueClient(SqsSettings.of(context), context.clock());
    }
}
