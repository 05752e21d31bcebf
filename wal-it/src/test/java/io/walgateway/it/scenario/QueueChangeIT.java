package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.it.history.HistoryChecker;
import io.walgateway.it.history.HistoryEvent.Answer;
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
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Queues are added to a namespace and taken out of it in the middle of 100,000 writes with 200 keys. Enforces promise 10 (a
 * namespace changes under traffic) with promise 3 (each key in order), as the checker reads them out of the recorded
 * history.
 */
class QueueChangeIT {
    private static final int KEYS = 200;
    private static final int WRITES_PER_KEY = 500;
    private static final long BETWEEN_CHANGES = 4_000;
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
        Topics.create(system, topic, 4);
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system);
                HistoryWriter history = HistoryWriter.append(directory.resolve("load" + HistoryFiles.SUFFIX))) {
            operator.put(name, NamespaceDocuments.toTopicInOrder(topic, name));
            gateway.awaitServed(name);
            history.record(new Begun(Set.of("kafka"), true));
            try (Observer observer = new Observer(system, name, "kafka", topic, history, clock)) {
                LoadWriter writer =
                        new LoadWriter(gateway, new Load(name, KEYS, WRITES_PER_KEY, DEADLINE), history, clock).start();
                awaitAnswers(writer, BETWEEN_CHANGES);
                change(operator, name, name + "-2");
                awaitAnswers(writer, 2 * BETWEEN_CHANGES);
                change(operator, name + "-2");
                awaitAnswers(writer, 3 * BETWEEN_CHANGES);
                change(operator, name + "-3", name + "-2", name);
                assertThat(writer.answered()).as("answered at the last change").isLessThan(KEYS * WRITES_PER_KEY);
                writer.awaitDone(PATIENCE);
                observer.awaitAll();
                assertThat(writer.answered(Answer.TRUE)).isEqualTo(KEYS * WRITES_PER_KEY);
            }
            Verdict verdict = HistoryChecker.check(HistoryFiles.readAll(directory));
            assertThat(verdict.isKept()).as(verdict.toString()).isTrue();
        }
    }

    private static void awaitAnswers(LoadWriter writer, long count) {
        await().atMost(PATIENCE).until(writer::answered, answered -> answered > count);
    }

    /** Tries again while keys are still moving since the change before. */
    private void change(ControlPlaneCalls operator, String... queues) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() ->
                        operator.send("PUT", "/v1/namespaces/" + name, NamespaceDocuments.toTopicInOrder(topic, queues))
                                        .statusCode()
                                == 200);
    }
}
