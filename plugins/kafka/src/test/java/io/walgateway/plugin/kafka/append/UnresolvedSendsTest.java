package io.walgateway.plugin.kafka.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.plugin.PluginContext;
import io.walgateway.plugin.kafka.cluster.KafkaSettings;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnresolvedSendsTest {
    private final ClusterProducer cluster = new ClusterProducer(
            KafkaSettings.of(new PluginContext(
                            Map.of("clusters.c.bootstrap.servers", "h:1"), InstantSource.system(), "test"))
                    .cluster("c"),
            "id",
            _ -> new MockProducer<>());
    private final AtomicInteger rounds = new AtomicInteger();
    private final UnresolvedSends undecided = new UnresolvedSends(cluster, rounds::get);
    private final List<String> told = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void shouldTellTheOthersThoughOneOfThemFails() {
        undecided.afterThisRound(_ -> {
            throw new IllegalStateException("whoever waited for this could not bear it");
        });
        undecided.afterThisRound(_ -> told.add("second"));
        rounds.incrementAndGet();
        await().untilAsserted(() -> assertThat(told).containsExactly("second"));
    }

    @Test
    void shouldWatchAgainAfterAFailure() {
        undecided.afterThisRound(_ -> {
            told.add("first");
            throw new IllegalStateException("whoever waited for this could not bear it");
        });
        rounds.incrementAndGet();
        await().untilAsserted(() -> assertThat(told).containsExactly("first"));
        undecided.afterThisRound(_ -> told.add("second"));
        rounds.incrementAndGet();
        await().untilAsserted(() -> assertThat(told).containsExactly("first", "second"));
    }

    @Test
    void shouldLeaveOpenWhatIsOpenWhenTheProcessEnds() {
        undecided.afterThisRound(over -> told.add("first " + over));
        cluster.close();
        await().untilAsserted(() -> assertThat(told).containsExactly("first false"));
    }
}
