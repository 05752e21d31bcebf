package io.walgateway.plugin.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.local.sqs.ElasticMqServer;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.component.SqsEndpoint;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Kill -9 of the server while messages are on their way to it: the answers stay true. */
class SqsOutageIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Map<String, String> BRIEF = Map.of("append-timeout", "2s", "visibility-timeout", "3s");

    private final ElasticMqServer server = Components.ownSqs(Components.ownDirectory("outage"));
    private final SqsBench bench =
            new SqsBench(SqsEndpoint.settings(server.endpoint().toString()), "outage", BRIEF);
    private final Map<String, AppendResult> answers = new ConcurrentHashMap<>();

    @AfterEach
    void close() {
        bench.close();
        server.close();
    }

    @Test
    void shouldTellTheTruthAboutEachAppendAcrossAKill() {
        try (QueueReader reader = bench.reader()) {
            appendAll("before", 400);
            await().atMost(PATIENCE).until(() -> appended().size() >= 50);
            server.kill();
            appendAll("during", 50);
            await().atMost(PATIENCE).until(() -> answers.size() == 450);
            server.start();
            await().atMost(PATIENCE)
                    .pollInSameThread()
                    .until(() -> SqsBench.answer(bench.append("", "after", QueueEntry.AT_ONCE))
                            .equals(AppendResult.APPENDED));
            Set<String> read = new HashSet<>();
            await().atMost(PATIENCE).pollInSameThread().pollDelay(Duration.ZERO).until(() -> {
                List<Lease> leases = reader.poll(Duration.ofMillis(50));
                read.addAll(SqsBench.texts(leases));
                leases.forEach(reader::acknowledge);
                return read.containsAll(appended());
            });
            assertThat(read).doesNotContainAnyElementsOf(certainlyNot());
            assertThat(answers.entrySet())
                    .filteredOn(answer -> answer.getKey().startsWith("during"))
                    .extracting(Map.Entry::getValue)
                    .noneMatch(AppendResult.Appended.class::isInstance);
        }
    }

    /** What a killed server had not stored yet, such as that they are in hand, may bring them once more. */
    @Test
    void shouldSettleWhatWasAcknowledgedWhileTheServerWasAway() {
        try (QueueReader reader = bench.reader()) {
            bench.appendNow("", "a", "b");
            List<Lease> leases = SqsBench.read(reader, 2);
            server.kill();
            leases.forEach(reader::acknowledge);
            server.start();
            String end = bench.client.admin().end(bench.queue);
            await().atMost(PATIENCE).ignoreExceptions().pollInSameThread().until(() -> {
                reader.poll(Duration.ofMillis(10)).forEach(reader::acknowledge);
                return bench.client.admin().isSettled(bench.queue, Set.of(SqsBench.GROUP), end);
            });
        }
    }

    @Test
    void shouldSayWhetherTheServersGiveASignOfLife() {
        bench.client.admin().probe(bench.queue);
        server.kill();
        assertThatThrownBy(() -> bench.client.admin().probe(bench.queue))
                .isInstanceOf(QueueUnavailableException.class)
                .hasMessageStartingWith("SQS cluster default (" + server.endpoint() + "): ");
        server.start();
        bench.client.admin().probe(bench.queue);
    }

    private void appendAll(String name, int count) {
        IntStream.range(0, count)
                .mapToObj(i -> name + i)
                .forEach(record ->
                        bench.append("", record, QueueEntry.AT_ONCE).thenAccept(answer -> answers.put(record, answer)));
    }

    private List<String> appended() {
        return of(AppendResult.Appended.class);
    }

    private List<String> certainlyNot() {
        return of(AppendResult.NotAppended.class);
    }

    private List<String> of(Class<? extends AppendResult> kind) {
        return answers.entrySet().stream()
                .filter(answer -> kind.isInstance(answer.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
