package io.walgateway.testkit.fake.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueProvider;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.testkit.contract.QueueProviderContract;
import io.walgateway.testkit.fake.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InMemoryQueueTest extends QueueProviderContract {
    private static final ConsumerGroup GROUP = ConsumerGroup.ofTarget("test", "group");

    private final InMemoryQueue queue = new InMemoryQueue();

    @Override
    protected QueueProvider provider() {
        return queue;
    }

    @Override
    protected PluginContext context() {
        return new PluginContext(Map.of(), new TestClock(), "test");
    }

    @Test
    void shouldRefuseAppendsToWhatIsNotProvisioned() {
        QueueConfig unknown = queueOf("unknown", 1);
        assertThat(append(queue.open(context()), unknown, "a")).isInstanceOf(AppendResult.NotAppended.class);
        assertThat(queue.entries("unknown")).isEmpty();
    }

    @Test
    void shouldRefuseNumberOfSlicesThatIsNone() {
        QueueConfig none = new QueueConfig("memory", "default", List.of("q"), List.of(), Map.of("partitions", "0"));
        assertThat(queue.check(none)).singleElement().hasToString("/partitions: 0 (expected: 1 to 9999)");
    }

    @Test
    void shouldLoseWhatIsNotStoredWhenExpelled() {
        QueueConfig config = queueOf("expelled", 1);
        QueueClient client = queue.open(context());
        client.admin().provision(config, Set.of(GROUP));
        append(client, config, "a");
        SliceRecorder slices = new SliceRecorder();
        QueueReader reader = client.reader(config, GROUP, slices);
        Lease lease = reader.poll(Duration.ZERO).getFirst();
        reader.acknowledge(lease);

        queue.expel(GROUP);

        assertThat(reader.poll(Duration.ZERO)).extracting(Lease::record).containsExactly(Bytes.utf8("a"));
        assertThat(slices.lost()).containsExactly(lease.slice());
    }

    private static AppendResult append(QueueClient client, QueueConfig config, String record) {
        return client.writer(config)
                .append(Entries.of(Bytes.EMPTY, Bytes.utf8(record)))
                .toCompletableFuture()
                .join();
    }
}
