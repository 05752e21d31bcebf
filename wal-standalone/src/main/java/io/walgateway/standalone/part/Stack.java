package io.walgateway.standalone.part;

import io.walgateway.cli.terminal.CliException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;

/**
 * All parts. Parts that do not depend on each other start in parallel; they stop in the reverse order.
 *
 * <p>{@link #stop} may be called from any thread, also during {@link #start}, which then throws.
 */
public final class Stack {

    private final List<Part> parts;
    private final Consumer<String> progress;
    private final Stopwatch stopwatch;
    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Each running start holds the read lock, so the holder of the write lock knows that no start is running. */
    private final ReadWriteLock starts = new ReentrantReadWriteLock();

    private volatile boolean stopping;

    /** @param parts in an order in which each part comes after the parts that it needs */
    public Stack(List<Part> parts, Consumer<String> progress, Stopwatch stopwatch) {
        this.parts = List.copyOf(parts);
        this.progress = progress;
        this.stopwatch = stopwatch;
    }

    public List<Part> parts() {
        return parts;
    }

    /**
     * One part of the stack.
     *
     * @throws CliException if the stack has no such part
     */
    public Part part(PartName name) {
        return parts.stream()
                .filter(part -> part.name() == name)
                .findFirst()
                .orElseThrow(() -> new CliException(name.text() + " is no part of this stack"));
    }

    /**
     * Starts all parts and returns when all of them serve. At the first failure it returns at once; the caller then has
     * to stop the running parts.
     *
     * @param preparation run as soon as the parts that it needs serve: it may use every part except server and consumer
     * @throws CliException with the reason of the first part that failed
     */
    public void start(Runnable preparation) {
        Map<PartName, CompletableFuture<Void>> started = new EnumMap<>(PartName.class);
        for (Part part : parts) {
            started.put(part.name(), after(started, part.name()).thenRunAsync(() -> start(part), threads));
        }
        List<CompletableFuture<Void>> prepared = new ArrayList<>();
        started.forEach((name, future) -> {
            if (name != PartName.SERVER && name != PartName.CONSUMER) {
                prepared.add(future);
            }
        });
        List<CompletableFuture<Void>> steps = new ArrayList<>(started.values());
        steps.add(all(prepared).thenRunAsync(preparation, threads));
        joinUntilFirstFailure(steps);
    }

    /** Returns when no part runs and none is about to. Does nothing if the stack was stopped before. */
    public void stop() {
        stopping = true;
        stopAll(List.of(PartName.SERVER, PartName.CONSUMER));
        stopAll(List.of(PartName.CONTROLPLANE));
        stopAll(List.of(PartName.ELASTICMQ, PartName.CASSANDRA, PartName.POSTGRES, PartName.KAFKA));
        // A start that was admitted just before may not have had a process yet.
        starts.writeLock().lock();
        try {
            stopAll(List.of(PartName.values()));
        } finally {
            starts.writeLock().unlock();
        }
    }

    private static CompletableFuture<Void> after(Map<PartName, CompletableFuture<Void>> started, PartName name) {
        return all(name.startsAfter().stream()
                .filter(started::containsKey)
                .map(started::get)
                .toList());
    }

    private void start(Part part) {
        starts.readLock().lock();
        try {
            requireNotStopping();
            Stopwatch own = stopwatch.again();
            part.start();
            progress.accept("  %-13s ready in %6s   %s".formatted(part.name().text(), own.elapsed(), part.address()));
            requireNotStopping();
        } finally {
            starts.readLock().unlock();
        }
    }

    private void requireNotStopping() {
        if (stopping) {
            throw new CliException("stopped while it started");
        }
    }

    private void stopAll(List<PartName> names) {
        List<CompletableFuture<Void>> stops = parts.stream()
                .filter(part -> names.contains(part.name()))
                .filter(part -> part.isRunning() || part.isStarting())
                .map(part -> CompletableFuture.runAsync(() -> stop(part), threads))
                .toList();
        all(stops).join();
    }

    private void stop(Part part) {
        Stopwatch own = stopwatch.again();
        part.stop();
        progress.accept("  %-13s stopped in %s".formatted(part.name().text(), own.elapsed()));
    }

    private static CompletableFuture<Void> all(List<CompletableFuture<Void>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
    }

    private static void joinUntilFirstFailure(List<CompletableFuture<Void>> steps) {
        CompletableFuture<Void> end = all(steps);
        for (CompletableFuture<Void> step : steps) {
            step.exceptionally(failure -> {
                end.completeExceptionally(failure);
                return null;
            });
        }
        try {
            end.join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new CliException(String.valueOf(cause.getMessage()), cause);
        }
    }
}
