package io.walgateway.it.chaos;

import io.walgateway.it.chaos.load.Caller;
import io.walgateway.it.chaos.load.ChaosNamespace;
import io.walgateway.it.chaos.load.DelayedWrites;
import io.walgateway.it.chaos.load.NamespaceObserver;
import io.walgateway.it.chaos.load.QueueObserver;
import io.walgateway.it.chaos.load.SetObserver;
import io.walgateway.it.chaos.load.SetWriter;
import io.walgateway.it.chaos.load.SetsNamespace;
import io.walgateway.it.chaos.load.SteadyWriter;
import io.walgateway.it.chaos.load.Tally;
import io.walgateway.it.history.HistoryEvent.Begun;
import io.walgateway.it.history.HistoryFiles;
import io.walgateway.it.history.HistoryWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Writers and observers of all namespaces. They record a folder of histories for each namespace. */
final class ChaosLoad implements AutoCloseable {
    private static final int WRITERS_EACH = 2;
    /** A set is several writes, each of which costs more than a plain one. */
    private static final int WRITES_FOR_A_SET = 20;

    private final Tally tally = new Tally();
    private final Caller caller;
    private final TargetChanges targets;
    private final List<HistoryWriter> histories = new ArrayList<>();
    private final List<SteadyWriter> writers = new ArrayList<>();
    private final List<NamespaceObserver> observers = new ArrayList<>();
    private final List<SetWriter> setWriters = new ArrayList<>();
    private Optional<SetObserver> sets = Optional.empty();
    private Optional<QueueObserver> queue = Optional.empty();
    private Optional<HistoryWriter> moving = Optional.empty();

    private ChaosLoad(Caller caller, TargetChanges targets) {
        this.caller = caller;
        this.targets = targets;
    }

    /** Opens the load: observers read from now on, writers wait for {@link #start}. */
    static ChaosLoad on(ChaosSystem system, ChaosSettings settings, InstantSource clock) throws IOException {
        ChaosLoad load = new ChaosLoad(new Caller(system.clientPorts()), new TargetChanges(system.controlPlane()));
        Random random = new Random(settings.seed());
        double rate = (double) settings.rate() / (ChaosNamespace.ALL.size() * WRITERS_EACH);
        for (ChaosNamespace namespace : ChaosNamespace.ALL) {
            Path folder = Files.createDirectories(settings.histories().resolve(namespace.name()));
            HistoryWriter observed = load.history(folder, "observed");
            observed.record(new Begun(namespace.judged(), namespace.ordered(), namespace.attemptsMax()));
            DelayedWrites delayed = new DelayedWrites();
            load.observers.add(
                    new NamespaceObserver(namespace, system.bootstrapServers(), observed, load.tally, delayed, clock));
            if (namespace.moving()) {
                load.queue = Optional.of(QueueObserver.open(system.sqs(), observed, load.tally));
                load.moving = Optional.of(observed);
            }
            for (int writer = 1; writer <= WRITERS_EACH; writer++) {
                String name = "w" + writer;
                load.writers.add(new SteadyWriter(
                        namespace,
                        name,
                        rate,
                        load.caller,
                        load.history(folder, name),
                        load.tally,
                        delayed,
                        clock,
                        new Random(random.nextLong())));
            }
        }
        if (settings.sets()) {
            load.addSets(system, settings, clock, random);
        }
        return load;
    }

    private void addSets(ChaosSystem system, ChaosSettings settings, InstantSource clock, Random random)
            throws IOException {
        Path folder = Files.createDirectories(settings.histories().resolve(SetsNamespace.NAME));
        HistoryWriter observed = history(folder, "observed");
        observed.record(new Begun(SetsNamespace.judged(), true));
        sets = Optional.of(new SetObserver(system.bootstrapServers(), system.controlPlane(), observed, tally, clock));
        double rate = (double) settings.rate() / (WRITES_FOR_A_SET * WRITERS_EACH);
        for (int writer = 1; writer <= WRITERS_EACH; writer++) {
            String name = "w" + writer;
            setWriters.add(new SetWriter(
                    name, rate, caller, history(folder, name), tally, clock, new Random(random.nextLong())));
        }
    }

    void start() {
        writers.forEach(SteadyWriter::start);
        setWriters.forEach(SetWriter::start);
    }

    /** Stops the writers, and returns when every write is answered. */
    void endWrites() {
        writers.forEach(SteadyWriter::close);
        setWriters.forEach(SetWriter::close);
    }

    /** Records which target each write was for; no document is put after that. */
    void recordRevisions() {
        moving.ifPresent(targets::record);
    }

    /** The changes of the target of {@link ChaosNamespace#MOVING}. */
    TargetChanges targets() {
        return targets;
    }

    /** Returns when all writes are settled and read, or throws when that takes too long. */
    void awaitSettled(Duration patience) {
        // In parallel, because each would wait the full time for entries that never arrive.
        List<CompletableFuture<Void>> settled = Stream.<Runnable>concat(
                        observers.stream().map(observer -> () -> observer.awaitSettled(patience)),
                        sets.stream().map(observer -> () -> observer.awaitSettled(patience)))
                .map(waiting -> CompletableFuture.runAsync(
                        waiting, task -> Thread.ofVirtual().start(task)))
                .toList();
        CompletableFuture.allOf(settled.toArray(CompletableFuture[]::new)).join();
        targets.awaitForgotten(patience);
        queue.ifPresent(sqs -> sqs.awaitEmpty(patience));
        observers.forEach(observer -> observer.awaitRead(patience));
        sets.ifPresent(observer -> observer.awaitRead(patience));
    }

    Tally tally() {
        return tally;
    }

    @Override
    public void close() throws IOException {
        observers.forEach(NamespaceObserver::close);
        sets.ifPresent(SetObserver::close);
        queue.ifPresent(QueueObserver::close);
        targets.close();
        caller.close();
        for (HistoryWriter history : histories) {
            history.close();
        }
    }

    private HistoryWriter history(Path folder, String name) throws IOException {
        HistoryWriter history = HistoryWriter.append(folder.resolve(name + HistoryFiles.SUFFIX));
        histories.add(history);
        return history;
    }
}
