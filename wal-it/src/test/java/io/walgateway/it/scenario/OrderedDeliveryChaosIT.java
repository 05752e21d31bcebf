package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.walgateway.local.process.LocalComponent;
import io.walgateway.testkit.component.Components;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process is killed in the middle of writes with 200 keys. Enforces promises 1 (TRUE is never lost), 2 (FALSE
 * never appears) and 3 (each key in order), as the checker reads them out of the recorded history.
 */
class OrderedDeliveryChaosIT {
    private static final int KEYS = 200;
    private static final int WRITES_PER_SECOND = 3_000;
    private static final long WRITES_ON_EACH_SIDE = 5_000;
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    enum Victim {
        CONSUMER,
        SERVER,
        KAFKA;

        LocalComponent of(WalSystem system) {
            return switch (this) {
                case CONSUMER -> system.consumer();
                case SERVER -> system.server();
                case KAFKA -> system.kafka();
            };
        }
    }

    private final WalSystem system = WalSystem.running();
    private final InstantSource clock = InstantSource.system();

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void shouldKeepItsPromisesWhenAProcessIsKilled(Victim victim) throws Exception {
        String name = Components.uniqueName("ordered");
        String topic = name + "-out";
        Topics.create(system, topic, 4);
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system);
                HistoryWriter history = HistoryWriter.append(directory.resolve("load" + HistoryFiles.SUFFIX))) {
            operator.put(name, NamespaceDocuments.toTopicInOrder(topic));
            gateway.awaitServed(name);
            history.record(new Begun(Set.of("kafka"), true));
            try (Observer observer = new Observer(system, name, "kafka", topic, history, clock)) {
                Load load = new Load(name, KEYS, Load.UNTIL_STOPPED, DEADLINE).at(WRITES_PER_SECOND);
                LoadWriter writer = new LoadWriter(gateway, load, history, clock).start();
                writer.awaitMore(WRITES_ON_EACH_SIDE, PATIENCE);
                victim.of(system).kill();
                victim.of(system).start();
                writer.awaitMore(WRITES_ON_EACH_SIDE, PATIENCE);
                writer.stop().awaitDone(PATIENCE);
                observer.awaitAll();
                System.out.printf(
                        "%s killed: %s; %d deliveries, %d dead letters%n",
                        victim, writer, observer.deliveries(), observer.deadLetters());
                assertThat(writer.answered(Answer.TRUE)).as(writer.toString()).isGreaterThan(WRITES_ON_EACH_SIDE);
            }
            assertKept();
        }
    }

    private void assertKept() throws IOException {
        Verdict verdict = HistoryChecker.check(HistoryFiles.readAll(directory));
        assertThat(verdict.isKept()).as(verdict.toString()).isTrue();
    }
}
