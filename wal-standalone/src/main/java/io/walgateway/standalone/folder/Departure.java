package io.walgateway.standalone.folder;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Waits for processes that are not children of this one. */
public final class Departure {

    private static final Duration POLL = Duration.ofMillis(50);

    private Departure() {}

    /** True if all have ended in time. */
    public static boolean await(List<ProcessHandle> processes, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (processes.stream().anyMatch(Departure::isThere)) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return true;
    }

    /** An orphan that ended stays listed until the init process reaps it, but no longer has a program. */
    static boolean isThere(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }
}
