package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.it.history.HistoryEvent.Answer;
import io.walgateway.it.history.HistoryFiles;
import io.walgateway.it.history.HistoryWriter;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.LoadWriter;
import io.walgateway.it.system.LoadWriter.Load;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.Tables;
import io.walgateway.it.system.TopicReader;
import io.walgateway.it.system.WalSystem;
import io.walgateway.testkit.component.Components;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cassandra is killed while writes come in. Enforces promise 7 (an outage fills no dead-letter queue, and delivery resumes
 * by itself) and promise 8 (a target's trouble is none of the front end's). How soon delivery resumes is printed.
 */
class TargetOutageChaosIT {
    private static final int KEYS = 50;
    private static final int WRITES_PER_SECOND = 1_000;
    private static final long WRITES_ON_EACH_SIDE = 1_500;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final WalSystem system = WalSystem.running();

    @TempDir
    Path directory;

    @Test
    void shouldWaitOutAnOutageOfTheTarget() throws Exception {
        String name = Components.uniqueName("outage");
        var deadLetters = new CopyOnWriteArrayList<ConsumerRecord<byte[], byte[]>>();
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system);
                Tables tables = new Tables(system);
                HistoryWriter history = HistoryWriter.append(directory.resolve("load" + HistoryFiles.SUFFIX))) {
            operator.put(name, NamespaceDocuments.toTable(tables.keyspace(), Tables.TABLE));
            gateway.awaitServed(name);
            Load load = new Load(name, KEYS, Load.UNTIL_STOPPED, Duration.ofSeconds(10))
                    .at(WRITES_PER_SECOND)
                    .carrying((write, key) -> "{\"id\": \"%s\", \"value\": \"%s\"}".formatted(write, key));
            LoadWriter writer = new LoadWriter(gateway, load, history, InstantSource.system()).start();
            writer.awaitMore(WRITES_ON_EACH_SIDE, PATIENCE);
            system.cassandra().kill();
            writer.awaitMore(WRITES_ON_EACH_SIDE, PATIENCE);
            writer.stop().awaitDone(PATIENCE);
            long writes = writer.answered();
            assertThat(writer.answered(Answer.TRUE)).as(writer.toString()).isEqualTo(writes);

            system.cassandra().start();
            long back = System.nanoTime();
            await("every row")
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .ignoreExceptions()
                    .until(tables::count, count -> count == writes);
            System.out.printf("all rows %d ms after Cassandra's return%n", (System.nanoTime() - back) / 1_000_000);
            try (TopicReader reader = TopicReader.open(system.kafka().bootstrapServers(), name + "-dlq", deadLetters)) {
                reader.awaitEnd(PATIENCE);
            }
            assertThat(deadLetters).isEmpty();
        }
    }
}
