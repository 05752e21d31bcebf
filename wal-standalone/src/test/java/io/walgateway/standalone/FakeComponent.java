package io.walgateway.standalone;

import io.walgateway.local.process.LocalComponent;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Starts and stops nothing, and writes down that it did; it has no process. */
public final class FakeComponent implements LocalComponent {

    /** More than any system counts to. */
    private static final long NO_PROCESS = Integer.MAX_VALUE;

    private final String name;
    private final List<String> journal;
    private final Runnable onStart;
    private final Runnable onStop;
    private volatile boolean running;

    public FakeComponent(String name, List<String> journal, Runnable onStart) {
        this(name, journal, onStart, () -> {});
    }

    private FakeComponent(String name, List<String> journal, Runnable onStart, Runnable onStop) {
        this.name = name;
        this.journal = journal;
        this.onStart = onStart;
        this.onStop = onStop;
    }

    /** One that is about to serve until somebody stops it. */
    public static FakeComponent neverReady(String name, List<String> journal, CountDownLatch starting) {
        CountDownLatch stopped = new CountDownLatch(1);
        Runnable onStart = () -> {
            starting.countDown();
            await(stopped);
            throw new IllegalStateException(name + " was stopped while it started");
        };
        return new FakeComponent(name, journal, onStart, stopped::countDown);
    }

    public static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() {
        onStart.run();
        running = true;
        journal.add("start " + name);
    }

    @Override
    public void kill() {
        running = false;
        journal.add("kill " + name);
    }

    @Override
    public void suspend() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void resume() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void stop() {
        running = false;
        journal.add("stop " + name);
        onStop.run();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public long pid() {
        return NO_PROCESS;
    }

    @Override
    public Path logFile() {
        return Path.of(name + ".log");
    }

    @Override
    public void close() {
        stop();
    }
}
