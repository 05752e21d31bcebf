package io.walgateway.local.process;

import io.walgateway.local.port.Loopback;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The process of one component, in the component's directory; each start creates a new one. */
public final class ServerProcess {

    private static final Duration POLL = Duration.ofMillis(25);
    private static final Duration ORDERLY_WITHIN = Duration.ofSeconds(20);
    private static final Duration PREDECESSOR_GONE_WITHIN = Duration.ofSeconds(15);
    private static final Duration SIGNAL_EFFECTIVE_WITHIN = Duration.ofSeconds(5);
    private static final Duration SIGNAL_POLL = Duration.ofMillis(1);

    private record Running(Process process, Signal orderly) {}

    private final String name;
    private final Path directory;
    private final LogFile log;
    private final PidFile pidFile;
    private final Executables executables;
    private volatile @Nullable Running last;

    public ServerProcess(String name, Path directory, Executables executables) {
        this.name = name;
        this.directory = directory;
        this.log = new LogFile(directory.resolve(name + ".log"));
        this.pidFile = new PidFile(directory.resolve(name + ".pid"));
        this.executables = executables;
    }

    public LogFile log() {
        return log;
    }

    /** Refuses to start if our process is already running, or if another process uses one of the ports. */
    public void requireStartable(int... ports) {
        if (isRunning()) {
            throw new IllegalStateException("%s runs already as process %d".formatted(name, pid()));
        }
        awaitPredecessorGone();
        for (int port : ports) {
            if (!Loopback.isFree(port)) {
                throw new ComponentStartException(
                        "%s: port %d is in use by another process (expected: a free port)".formatted(name, port));
            }
        }
    }

    public void start(Launch launch) {
        long logged = log.size();
        try {
            Process process = spawn(launch);
            awaitReady(process, launch, logged);
        } catch (IOException e) {
            kill();
            throw new ComponentStartException("%s could not be started: %s".formatted(name, e.getMessage()), e);
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            throw new ComponentStartException("%s was interrupted while it started".formatted(name), e);
        }
    }

    void kill() {
        Running running = last;
        if (running == null) {
            return;
        }
        List<ProcessHandle> children = running.process().descendants().toList();
        running.process().destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        awaitExit(running.process(), ORDERLY_WITHIN);
        awaitAll(children, child -> !isThere(child));
    }

    public void stop() {
        Running running = last;
        if (running == null || !isRunning()) {
            return;
        }
        resume();
        running.orderly().send(LongStream.of(running.process().pid()));
        if (!awaitExit(running.process(), ORDERLY_WITHIN)) {
            kill();
        }
    }

    void suspend() {
        List<ProcessHandle> stopping = signalAll(Signal.STOP);
        awaitAll(stopping, ProcessThreads::areStopped);
    }

    void resume() {
        var _ = signalAll(Signal.CONT);
    }

    boolean isRunning() {
        Running running = last;
        return running != null && running.process().isAlive();
    }

    public long pid() {
        Running running = last;
        if (running == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return running.process().pid();
    }

    /** A killed JVM leaves its component to the guard, which needs a moment. */
    private void awaitPredecessorGone() {
        long deadline = System.nanoTime() + PREDECESSOR_GONE_WITHIN.toNanos();
        Optional<ProcessHandle> predecessor = pidFile.process();
        while (predecessor.filter(ServerProcess::isThere).isPresent()) {
            if (System.nanoTime() - deadline > 0) {
                throw new ComponentStartException("%s: process %d already works in %s (expected: none)"
                        .formatted(name, predecessor.get().pid(), directory));
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private Process spawn(Launch launch) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(executables.inOwnSession(launch.command()))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
        builder.environment().putAll(launch.environment());
        Process process = builder.start();
        last = new Running(process, launch.orderly());
        process.getOutputStream().close();
        pidFile.write(process.toHandle());
        ParentGuard.watch(process, launch.orderly(), executables);
        return process;
    }

    private void awaitReady(Process process, Launch launch, long logged) throws InterruptedException {
        long deadline = System.nanoTime() + launch.readyWithin().toNanos();
        while (!process.waitFor(POLL.toNanos(), TimeUnit.NANOSECONDS)) {
            if (serves(process, launch.readiness()) && process.isAlive()) {
                return;
            }
            if (System.nanoTime() - deadline > 0) {
                kill();
                throw failure("does not serve after " + launch.readyWithin(), logged);
            }
        }
        throw failure("ended with exit value %d while it started".formatted(process.exitValue()), logged);
    }

    private static boolean serves(Process process, Readiness readiness) {
        try {
            return readiness.serves(process.pid());
        } catch (IOException notYet) {
            return false;
        }
    }

    private ComponentStartException failure(String what, long logged) {
        return ComponentStartException.withLog(name + " " + what, log.path(), log.tail(logged));
    }

    /** The processes to which it was sent. */
    private List<ProcessHandle> signalAll(Signal signal) {
        Running running = last;
        if (running == null || !running.process().isAlive()) {
            return List.of();
        }
        ProcessHandle root = running.process().toHandle();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(root), root.descendants()).toList();
        signal.send(all.stream().mapToLong(ProcessHandle::pid));
        return all;
    }

    private static boolean awaitExit(Process process, Duration limit) {
        try {
            return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void awaitAll(List<ProcessHandle> processes, Predicate<ProcessHandle> condition) {
        long deadline = System.nanoTime() + SIGNAL_EFFECTIVE_WITHIN.toNanos();
        while (!processes.stream().allMatch(condition) && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(SIGNAL_POLL.toNanos());
        }
    }

    /** A killed orphan stays listed until the init process reaps it, but no longer has a program. */
    static boolean isThere(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }
}
