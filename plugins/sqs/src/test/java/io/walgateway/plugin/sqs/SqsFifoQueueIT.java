package io.walgateway.plugin.sqs;

import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.queue.QueueProvider;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.contract.QueueProviderContract;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** FIFO queues keep the order of each key: SQS hands out no entry before the earlier ones of its key are settled. */
class SqsFifoQueueIT extends QueueProviderContract {

    @Override
    protected QueueProvider provider() {
        return new SqsQueueProvider();
    }

    @Override
    protected PluginContext context() {
        return new PluginContext(Components.sqs().settings(), InstantSource.system(), "contract");
    }

    @Override
    protected boolean readsPastUnsettled() {
        return false;
    }

    @Override
    protected boolean dividesSlices() {
        return false;
    }

    @Override
    protected QueueConfig queueOf(String name, int slices) {
        String stem = name.replace(".fifo", "");
        return new QueueConfig(
                "sqs",
                "default",
                slices == 1
                        ? List.of(stem + ".fifo")
                        : IntStream.range(0, slices)
                                .mapToObj(i -> stem + "-" + i + ".fifo")
                                .toList(),
                List.of(stem + "-dlq.fifo"),
                Map.of());
    }
}
