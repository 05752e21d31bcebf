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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka is away while writes come in. Enforces promise 2: FALSE and UNKNOWN are said as it truly is. */
class QueueOutageChaosIT {
    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final WalSystem system = WalSystem.running();
    private final InstantSource clock = InstantSource.system();

    @TempDir
    Path directory;

    @Test
    void shouldAnswerAndNeverTrueWhileKafkaIsDown() throws Exception {
        String name = Components.uniqueName("dark");
        String topic = name + "-out";
        Topics.create(system, topic, 2);
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system);
                HistoryWriter history = HistoryWriter.append(directory.resolve("load" + HistoryFiles.SUFFIX))) {
            operator.put(name, NamespaceDocuments.toTopicInOrder(topic));
            history.record(new Begun(Set.of("kafka"), true));
            gateway.awaitServed(name);
            LoadWriter before = new LoadWriter(gateway, new Load(name, 20, 5, PATIENCE), history, clock, "before-");
            before.start().awaitDone(PATIENCE);
            assertThat(before.answered(Answer.TRUE)).as(before.toString()).isEqualTo(100);
            long server = system.server().pid();

            system.kafka().kill();
            LoadWriter dark = new LoadWriter(gateway, new Load(name, 20, 2, DEADLINE), history, clock);
            dark.start().awaitDone(PATIENCE);
            System.out.println("without Kafka: " + dark);
            assertThat(dark.answered(Answer.FALSE) + dark.answered(Answer.UNKNOWN))
                    .as(dark.toString())
                    .isEqualTo(40);

            system.kafka().start();
            try (Observer observer = new Observer(system, name, "kafka", topic, history, clock)) {
                awaitWritable(gateway, name, history);
                observer.awaitAll();
            }
            assertThat(system.server().pid()).isEqualTo(server);
        }
        Verdict verdict = HistoryChecker.check(HistoryFiles.readAll(directory));
        assertThat(verdict.isKept()).as(verdict.toString()).isTrue();
    }

    /** Writes a little again and again, until all of it is durable. */
    private void awaitWritable(Gateway gateway, String name, HistoryWriter history) {
        AtomicInteger tries = new AtomicInteger();
        await("writes succeed again")
                .atMost(PATIENCE)
                .until(
                        () -> {
                            LoadWriter back = new LoadWriter(
                                    gateway,
                                    new Load(name, 20, 1, Duration.ofSeconds(10)),
                                    history,
                                    clock,
                                    "back-" + tries.incrementAndGet() + "-");
                            back.start().awaitDone(PATIENCE);
                            return back;
                        },
                        back -> back.answered(Answer.TRUE) == 20);
    }
}
