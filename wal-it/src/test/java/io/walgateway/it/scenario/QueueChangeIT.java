package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.it.history.HistoryChecker;
import io.walgateway.it.history.HistoryEvent.Begun;
import io.walgateway.it.history.HistoryFiles;
import io.walgateway.it.history.HistoryWriter;
import io.walgateway.it.history.Verdict;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.LoadWriter;
import io.walgateway.it.system.LoadWriter.Load;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.Observer;
import io.walgateway.it.system.Topics;
import io.walgateway.it.system.WalSystem;
import io.walgateway.testkit.component.Components;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Queues are added to a namespace and taken out of it in the middle of many writes with 200 keys, and SQS takes the place
 * of Kafka and Kafka that of SQS. Enforces promise 10 (a namespace changes under traffic) with promise 3 (each key in order), as the checker reads them out of the recorded
 * history.
 */
class QueueChangeIT {
    private static final int KEYS = 200;
    private static final int WRITES_PER_SECOND = 500;
    private static final long WRITES_BETWEEN_CHANGES = 2_000;
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final WalSystem system = WalSystem.running();
    private final InstantSource clock = InstantSource.system();
    private final String name = Components.uniqueName("changing");
    private final String topic = name + "-out";

    @TempDir
    Path directory;

    @Test
    void shouldLoseNothingAndKeepTheOrderWhileQueuesComeAndGo() throws Exception {
        change(List.of(
                NamespaceDocuments.toTopicInOrder(topic, name),
                NamespaceDocuments.toTopicInOrder(topic, name, name + "-2"),
                NamespaceDocuments.toTopicInOrder(topic, name + "-2"),
                NamespaceDocuments.toTopicInOrder(topic, name + "-3", name + "-2", name)));
    }

    @Test
    void shouldLoseNothingAndKeepTheOrderWhileTheKindOfQueueIsSwapped() throws Exception {
        change(List.of(
                NamespaceDocuments.toTopicInOrder(topic, name),
                NamespaceDocuments.toTopicInOrderBySqs(topic, name),
                NamespaceDocuments.toTopicInOrder(topic, name)));
    }

    /** The load goes on until writes are durable under each of the documents, whatever the speed of the machine. */
    private void change(List<String> documents) throws Exception {
        Topics.create(system, topic, 4);
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system);
                HistoryWriter history = HistoryWriter.append(directory.resolve("load" + HistoryFiles.SUFFIX))) {
            operator.put(name, documents.getFirst());
            gateway.awaitServed(name);
            history.record(new Begun(Set.of("kafka"), true));
            try (Observer observer = new Observer(system, name, "kafka", topic, history, clock)) {
                Load load = new Load(name, KEYS, Load.UNTIL_STOPPED, DEADLINE).at(WRITES_PER_SECOND);
                LoadWriter writer = new LoadWriter(gateway, load, history, clock).start();
                for (String next : documents.subList(1, documents.size())) {
                    writer.awaitMore(WRITES_BETWEEN_CHANGES, PATIENCE);
                    put(operator, next);
                }
                writer.awaitMore(WRITES_BETWEEN_CHANGES, PATIENCE);
                writer.stop().awaitDone(PATIENCE);
                observer.awaitAll();
            }
            Verdict verdict = HistoryChecker.check(HistoryFiles.readAll(directory));
            assertThat(verdict.isKept()).as(verdict.toString()).isTrue();
        }
    }

    /** Tries again while keys are still moving since the change before. */
    private void put(ControlPlaneCalls operator, String document) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() ->
                        operator.send("PUT", "/v1/namespaces/" + name, document).statusCode() == 200);
    }
}
