package io.walgateway.plugin.kafka;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.testkit.fake.queue.Entries;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;

/** What the tests with a broker have in common. */
public final class KafkaBench {
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private KafkaBench() {}

    public static PluginContext context(String servers, String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("clusters.default.bootstrap.servers", servers));
        for (int index = 0; index < settings.length; index += 2) {
            all.put(settings[index], settings[index + 1]);
        }
        return new PluginContext(all, InstantSource.system(), "bench");
    }

    public static QueueConfig queue(String topic, int partitions) {
        return new QueueConfig(
                "kafka",
                "default",
                List.of(topic),
                List.of(topic + "-dlq"),
                Map.of("partitions", Integer.toString(partitions)));
    }

    static CompletableFuture<AppendResult> append(QueueWriter writer, String record) {
        return append(writer, Bytes.utf8(record));
    }

    static CompletableFuture<AppendResult> append(QueueWriter writer, Bytes record) {
        return writer.append(Entries.of(Bytes.utf8("key"), record)).toCompletableFuture();
    }

    static void untilAppended(QueueWriter writer, String record) {
        Awaitility.await().atMost(PATIENCE).until(() -> append(writer, record).join() instanceof AppendResult.Appended);
    }

    /** Polls until this is so, and returns what has come. */
    static List<Lease> pollUntil(QueueReader reader, List<Lease> leases, BooleanSupplier condition) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    leases.addAll(reader.poll(Duration.ofMillis(100)));
                    return condition.getAsBoolean();
                });
        return leases;
    }

    public static List<Lease> poll(QueueReader reader, int count) {
        List<Lease> leases = new ArrayList<>();
        return pollUntil(reader, leases, () -> leases.size() >= count);
    }

    static List<String> texts(List<Lease> leases) {
        return leases.stream().map(lease -> lease.record().asUtf8()).toList();
    }

    public static Admin admin(String servers) {
        return Admin.create(Map.of("bootstrap.servers", servers));
    }
}
