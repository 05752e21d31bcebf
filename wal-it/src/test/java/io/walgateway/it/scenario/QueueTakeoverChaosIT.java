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

/** Kafka is killed under a namespace that has a queue of SQS beside that of Kafka. */
class QueueTakeoverChaosIT {
    private static final int KEYS = 20;
    private static final int WRITES_PER_KEY = 50;
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final WalSystem system = WalSystem.running();
    private final InstantSource clock = InstantSource.system();
    private final String name = Components.uniqueName("either");
    private final String topic = name + "-out";

    @TempDir
    Path directory;

    @Test
    void shouldGoOnAnsweringTrueWhileTheFirstQueueIsAway() throws Exception {
        Topics.create(system, topic, 4);
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system);
                HistoryWriter history = HistoryWriter.append(directory.resolve("load" + HistoryFiles.SUFFIX))) {
            operator.put(name, NamespaceDocuments.toTopicByEither(topic, name));
            gateway.awaitServed(name);
            history.record(new Begun(Set.of("kafka"), false));
            try (Observer observer = new Observer(system, name, "kafka", topic, history, clock)) {
                Load load = new Load(name, KEYS, WRITES_PER_KEY, DEADLINE);
                new LoadWriter(gateway, load, history, clock, "before-").start().awaitDone(PATIENCE);
                system.kafka().kill();
                LoadWriter during = new LoadWriter(gateway, load, history, clock, "during-").start();
                during.awaitDone(PATIENCE);
                assertThat(during.answered(Answer.TRUE)).isEqualTo(load.writes());
                system.kafka().start();
                LoadWriter after = new LoadWriter(gateway, load, history, clock, "after-").start();
                after.awaitDone(PATIENCE);
                assertThat(after.answered(Answer.TRUE)).isEqualTo(load.writes());
                // The group of the log knows nothing of what the second queue still holds.
                await().atMost(PATIENCE).until(observer::writesDelivered, count -> count == 3L * load.writes());
                observer.awaitAll();
            }
        }
        Verdict verdict = HistoryChecker.check(HistoryFiles.readAll(directory));
        assertThat(verdict.isKept()).as(verdict.toString()).isTrue();
    }
}
