package io.walgateway.standalone.part;

import io.walgateway.cli.terminal.CliException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        PartName.notAmong(name, parts.stream().map(Part::name).toList()));
    }

    /**
     * Starts all parts and returns when all of them serve. At the first failure it returns at once; the caller then has
     * to stop the running parts.
     *
     * @param preparation run as soon as the parts that it needs serve: it may use every part except servers and consumers
     * @throws CliException with the reason of the first part that failed
     */
    public void start(Runnable preparation) {
        Map<PartName, CompletableFuture<Void>> started = new LinkedHashMap<>();
        for (Part part : parts) {
            started.put(part.name(), after(started, part.name()).thenRunAsync(() -> start(part), threads));
        }
        List<CompletableFuture<Void>> prepared = new ArrayList<>();
        started.forEach((name, future) -> {
            if (name.kind().stage() != PartKind.Stage.TRAFFIC) {
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
        stopAll(EnumSet.of(PartKind.Stage.TRAFFIC));
        stopAll(EnumSet.of(PartKind.Stage.SUPPORT));
        stopAll(EnumSet.of(PartKind.Stage.COMPONENT));
        // A start that was admitted just before may not have had a process yet.
        starts.writeLock().lock();
        try {
            stopAll(EnumSet.allOf(PartKind.Stage.class));
        } finally {
            starts.writeLock().unlock();
        }
    }

    private static CompletableFuture<Void> after(Map<PartName, CompletableFuture<Void>> started, PartName name) {
        return all(started.entrySet().stream()
                .filter(other -> name.startsAfter(other.getKey()))
                .map(Map.Entry::getValue)
                .toList());
    }

    private void start(Part part) {
        starts.readLock().lock();
        try {
            requireNotStopping();
            Stopwatch own = stopwatch.again();
            part.start();
            progress.accept(("  %-" + width() + "s ready in %6s   %s")
                    .formatted(part.name().text(), own.elapsed(), part.address()));
            requireNotStopping();
        } finally {
            starts.readLock().unlock();
        }
    }

    private int width() {
        return PartStatus.width(parts.stream().map(Part::name));
    }

    private void requireNotStopping() {
        if (stopping) {
            throw new CliException("stopped while it started");
        }
    }

    private void stopAll(Set<PartKind.Stage> stages) {
        List<CompletableFuture<Void>> stops = parts.stream()
                .filter(part -> stages.contains(part.name().kind().stage()))
                .filter(part -> part.isRunning() || part.isStarting())
                .map(part -> CompletableFuture.runAsync(() -> stop(part), threads))
                .toList();
        all(stops).join();
    }

    private void stop(Part part) {
        Stopwatch own = stopwatch.again();
        part.stop();
        progress.accept(
                ("  %-" + width() + "s stopped in %s").formatted(part.name().text(), own.elapsed()));
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
