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
 * Ends a process whose virtual threads no longer run, so that it is restarted. Virtual threads share a few carriers,
 * one for each processor. A virtual thread that waits while the JVM loads or initializes a class for it keeps its
 * carrier (JEP 491). If all carriers wait for a virtual thread that needs one itself, none of the threads proceeds and
 * health checks get no answer; only a platform thread can detect it.
 */
public final class SchedulerWatch {
    /** As {@code EX_SOFTWARE} of sysexits.h: a fault of the program itself. */
    static final int EXIT_CODE = 70;

    /**
     * Long enough that load alone never keeps a thread from running so long; short compared to the time until an
     * operator looks.
     */
    static final int SECONDS_MAX = 60;

    private final Executor threads;
    private final Consumer<String> end;
    private volatile boolean answered = true;
    /** Only for the watching thread. */
    private int missed;

    /**
     * @param threads runs its tasks on virtual threads
     * @param end     called with the reason when virtual threads no longer run
     */
    SchedulerWatch(Executor threads, Consumer<String> end) {
        this.threads = threads;
        this.end = end;
    }

    /** Starts watching, on a thread of its own, until the process ends. */
    public static void start() {
        SchedulerWatch watch = new SchedulerWatch(Thread::startVirtualThread, SchedulerWatch::halt);
        Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("scheduler-watch").factory())
                .scheduleWithFixedDelay(watch::tick, 1, 1, TimeUnit.SECONDS);
    }

    /**
     * Call once a second. Seconds are counted, not measured, so time during which the process was suspended does not
     * count.
     */
    void tick() {
        if (answered) {
            missed = 0;
            answered = false;
            threads.execute(() -> answered = true);
        } else if (++missed == SECONDS_MAX) {
            end.accept("no virtual thread has run for " + SECONDS_MAX + " s");
        }
    }

    /** Uses neither the log nor {@link System#err}: a thread that no longer runs may hold their locks. */
    private static void halt(String why) {
        try (FileOutputStream err = new FileOutputStream(FileDescriptor.err)) {
            err.write(("STANDSTILL: expected the process to go on, but " + why + "; it ends, to be started again. "
                            + dump() + "\n")
                    .getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // Nobody is left to tell.
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
