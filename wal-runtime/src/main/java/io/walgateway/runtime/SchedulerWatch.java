package io.walgateway.runtime;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Ends a process whose virtual threads stand still, so that it is started again. They share a few carriers, one for each
 * processor. A virtual thread that waits while the JVM loads or initializes a class for it keeps its carrier (JEP 491); when all
 * carriers wait for a virtual thread that would need one, none of the threads goes on, health answers nobody, and only a thread of
 * another kind can tell.
 */
public final class SchedulerWatch {
    /** As {@code EX_SOFTWARE} of sysexits.h: a fault of the program itself. */
    static final int EXIT_CODE = 70;

    /** So long that no load keeps a thread from running; rather short beside the time until somebody looks. */
    static final int SECONDS_MAX = 60;

    private final Executor threads;
    private final Consumer<String> end;
    private volatile boolean answered = true;
    /** Only for the thread that watches. */
    private int missed;

    /**
     * @param threads runs what it is given on a virtual thread
     * @param end     is told why, when they stand still
     */
    SchedulerWatch(Executor threads, Consumer<String> end) {
        this.threads = threads;
        this.end = end;
    }

    /** Watches from now on, on a thread of its own, until the process ends. */
    public static void start() {
        SchedulerWatch watch = new SchedulerWatch(Thread::startVirtualThread, SchedulerWatch::halt);
        Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("scheduler-watch").factory())
                .scheduleWithFixedDelay(watch::tick, 1, 1, TimeUnit.SECONDS);
    }

    /** To be called once a second. Seconds are counted, not measured: a process that was suspended is given its time anew. */
    void tick() {
        if (answered) {
            missed = 0;
            answered = false;
            threads.execute(() -> answered = true);
        } else if (++missed == SECONDS_MAX) {
            end.accept("no virtual thread has run for " + SECONDS_MAX + " s");
        }
    }

    /** Neither through the log nor through {@link System#err}: a thread that stands still may hold their locks. */
    private static void halt(String why) {
        try (FileOutputStream err = new FileOutputStream(FileDescriptor.err)) {
            err.write(("STANDSTILL: expected the process to go on, but " + why + "; it ends, to be started again. "
                            + dump() + "\n")
                    .getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // There is nobody left to tell.
        } finally {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    private static String dump() {
        Path file = Path.of(
                System.getProperty("java.io.tmpdir", "."),
                "wal-threads-" + ProcessHandle.current().pid() + ".txt");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(file.toAbsolutePath().toString(), ThreadDumpFormat.TEXT_PLAIN);
            return "All threads are in " + file;
        } catch (IOException | RuntimeException e) {
            return "Its threads could not be written to " + file + ": " + e.getMessage();
        }
    }
}
