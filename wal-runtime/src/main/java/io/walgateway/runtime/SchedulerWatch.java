package io.walgateway.runtime;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
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

    private static final int DUMP_SECONDS_MAX = 10;

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
        ScheduledExecutorService timers = Executors.newScheduledThreadPool(
                2, Thread.ofPlatform().daemon().name("scheduler-watch-", 0).factory());
        SchedulerWatch watch = new SchedulerWatch(Thread::startVirtualThread, why -> {
            // Even where the threads cannot be written, for what holds them up may hold up this thread, too.
            var _ = timers.schedule(() -> Runtime.getRuntime().halt(EXIT_CODE), DUMP_SECONDS_MAX, TimeUnit.SECONDS);
            halt(why);
        });
        var _ = timers.scheduleWithFixedDelay(watch::tick, 1, 1, TimeUnit.SECONDS);
    }

    /**
     * Call once a second. Seconds are counted, not measured, so time during which the process was suspended does not
     * count.
     */
    void tick() {
        if (answered) {
            missed = 0;
            answered = false;
            begin();
        } else if (++missed == SECONDS_MAX) {
            end.accept("no virtual thread has run for " + SECONDS_MAX + " s");
        }
    }

    private void begin() {
        try {
            threads.execute(() -> answered = true);
        } catch (RuntimeException | OutOfMemoryError e) {
            // It counts as one that does not run.
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
        try {
            // A file that exists is not written over, and a container that is started again has the same process id.
            Path file = Files.createTempDirectory("wal-threads-").resolve("threads.txt");
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(file.toAbsolutePath().toString(), ThreadDumpFormat.TEXT_PLAIN);
            return "All threads are in " + file;
        } catch (IOException | RuntimeException e) {
            return "Its threads could not be written: " + e.getMessage();
        }
    }
}
