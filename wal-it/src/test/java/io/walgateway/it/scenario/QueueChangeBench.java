package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.it.history.HistoryChecker;
import io.walgateway.it.history.HistoryEvent;
import io.walgateway.it.history.HistoryEvent.Answer;
import io.walgateway.it.history.HistoryEvent.Answered;
import io.walgateway.it.history.HistoryEvent.Begun;
import io.walgateway.it.history.HistoryEvent.Invoked;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Not part of the suite: what callers feel of it when queues change at a steady rate of writes. docs/performance.md says
 * how it is run, and has figures.
 */
class QueueChangeBench {
    private static final int KEYS = 200;
    private static final int SECONDS_BETWEEN_CHANGES = Integer.getInteger("between", 12);
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private record Change(String what, String document) {}

    private final WalSystem system = WalSystem.running();
    private final InstantSource clock = InstantSource.system();
    private final String name = Components.uniqueName("steady");
    private final String topic = name + "-out";

    @TempDir
    Path directory;

    @Test
    void shouldKeepAllWhileTopicsComeAndGo() throws Exception {
        change(
                Integer.getInteger("rate", 5000),
                List.of(
                        new Change("one topic", NamespaceDocuments.toTopicInOrder(topic, name)),
                        new Change("a second is added", NamespaceDocuments.toTopicInOrder(topic, name, name + "-2")),
                        new Change("the first is removed", NamespaceDocuments.toTopicInOrder(topic, name + "-2"))));
    }

    /** ElasticMQ takes, hands out and deletes some hundred messages a second, so this is slower. */
    @Test
    void shouldKeepAllWhileTheKindOfQueueIsSwapped() throws Exception {
        change(
                Integer.getInteger("sqs.rate", 200),
                List.of(
                        new Change("Kafka", NamespaceDocuments.toTopicInOrder(topic, name)),
                        new Change("SQS instead", NamespaceDocuments.toTopicInOrderBySqs(topic, name)),
                        new Change("Kafka instead", NamespaceDocuments.toTopicInOrder(topic, name)),
                        new Change("SQS again", NamespaceDocuments.toTopicInOrderBySqs(topic, name)),
                        new Change("Kafka again", NamespaceDocuments.toTopicInOrder(topic, name))));
    }

    private void change(int perSecond, List<Change> changes) throws Exception {
        NavigableMap<Instant, String> times = new TreeMap<>();
        Topics.create(system, topic, 4);
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system);
                HistoryWriter history = HistoryWriter.append(directory.resolve("load" + HistoryFiles.SUFFIX))) {
            operator.put(name, changes.getFirst().document());
            gateway.awaitServed(name);
            history.record(new Begun(Set.of("kafka"), true));
            try (Observer observer = new Observer(system, name, "kafka", topic, history, clock)) {
                int writesPerKey = perSecond * SECONDS_BETWEEN_CHANGES * (changes.size() + 2) / KEYS;
                LoadWriter writer = new LoadWriter(
                                gateway, new Load(name, KEYS, writesPerKey, DEADLINE).at(perSecond), history, clock)
                        .start();
                times.put(clock.instant(), changes.getFirst().what());
                long warm = (long) perSecond * SECONDS_BETWEEN_CHANGES;
                await().atMost(PATIENCE).until(() -> writer.answered() >= warm);
                for (Change change : changes.subList(1, changes.size())) {
                    long until = writer.answered() + (long) perSecond * SECONDS_BETWEEN_CHANGES;
                    await().atMost(PATIENCE).until(() -> writer.answered() >= until);
                    times.put(put(operator, change.document()), change.what());
                }
                writer.awaitDone(PATIENCE);
                System.out.println(writer);
                report(HistoryFiles.readAll(directory), times);
                observer.awaitAll();
            }
        }
        Verdict verdict = HistoryChecker.check(HistoryFiles.readAll(directory));
        System.out.println(verdict);
        assertThat(verdict.isKept()).as(verdict.toString()).isTrue();
    }

    /** Tries again while keys are still moving since the change before. Returns when the one that succeeded was sent. */
    private Instant put(ControlPlaneCalls operator, String document) {
        List<Instant> sent = new ArrayList<>();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
            sent.add(clock.instant());
            int status =
                    operator.send("PUT", "/v1/namespaces/" + name, document).statusCode();
            return status == 200;
        });
        return sent.getLast();
    }

    /** A line for each second since each change. */
    private static void report(List<HistoryEvent> events, NavigableMap<Instant, String> changes) {
        Map<String, Instant> begun = new HashMap<>();
        NavigableMap<Instant, List<Sample>> seconds = new TreeMap<>();
        for (HistoryEvent event : events) {
            if (event instanceof Invoked invoked) {
                begun.put(invoked.write(), invoked.time());
            } else if (event instanceof Answered answered) {
                Instant from = begun.get(answered.write());
                if (from != null) {
                    Instant change = changes.floorKey(from);
                    Instant start = change == null ? changes.firstKey() : change;
                    Instant second =
                            start.plusSeconds(Duration.between(start, from).toSeconds());
                    seconds.computeIfAbsent(second, _ -> new ArrayList<>())
                            .add(new Sample(Duration.between(from, answered.time()), answered.answer()));
                }
            }
        }
        seconds.forEach((second, samples) -> {
            Instant change = changes.floorKey(second);
            if (change != null) {
                System.out.printf(
                        "%-22s %3d s: %s%n",
                        changes.get(change), Duration.between(change, second).toSeconds(), Sample.text(samples));
            }
        });
    }

    private record Sample(Duration took, Answer answer) {
        static String text(List<Sample> samples) {
            List<Duration> sorted = samples.stream().map(Sample::took).sorted().toList();
            long untrue = samples.stream()
                    .filter(sample -> sample.answer() != Answer.TRUE)
                    .count();
            return "%5d writes, p50 %7.1f ms, p99 %7.1f ms, max %7.1f ms, %d not TRUE"
                    .formatted(sorted.size(), at(sorted, 50), at(sorted, 99), at(sorted, 100), untrue);
        }

        private static double at(List<Duration> sorted, int percent) {
            int index = Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1);
            return sorted.get(index).toNanos() / 1e6;
        }
    }
}
