package io.walgateway.it.sets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Lets processes take turns: one runs at a time, until its next request to the storage. A process that is killed makes
 * no further request, and whatever it works out afterwards is lost.
 */
final class Turns {
    private final RandomGenerator random;
    private final Semaphore back = new Semaphore(0);
    private final Map<Thread, Actor> processes = new ConcurrentHashMap<>();
    private final List<Actor> alive = new ArrayList<>();
    private long kills;

    Turns(RandomGenerator random) {
        this.random = random;
    }

    /** A process that was killed. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** One process. */
    static final class Actor {
        private final Semaphore go = new Semaphore(0);
        private final Runnable afterwards;
        private volatile boolean killed;
        private volatile boolean ended;
        private volatile boolean intruder;
        private volatile @Nullable Throwable failure;

        private Actor(Runnable afterwards) {
            this.afterwards = afterwards;
        }

        /** It sends a part that no marker counts. */
        void becomeIntruder() {
            intruder = true;
        }

        boolean isIntruder() {
            return intruder;
        }

        boolean isAlive() {
            return !killed && !ended;
        }
    }

    /** Starts a process. What is to be done when it was killed is done in its stead. */
    Actor start(Runnable body, Runnable whenKilled) {
        Actor process = new Actor(whenKilled);
        Thread thread = Thread.ofVirtual().unstarted(() -> {
            process.go.acquireUninterruptibly();
            try {
                body.run();
            } catch (Killed e) {
                // As it is meant.
            } catch (RuntimeException | Error e) {
                process.failure = e;
            } finally {
                process.ended = true;
                back.release();
            }
        });
        processes.put(thread, process);
        alive.add(process);
        thread.start();
        return process;
    }

    /** Called by processes: the turn of another one. */
    void pause() {
        Actor process = processes.get(Thread.currentThread());
        if (process == null) {
            return;
        }
        require(process);
        back.release();
        process.go.acquireUninterruptibly();
        require(process);
    }

    /** Called by processes: ends one that is killed. */
    void alive() {
        Actor process = processes.get(Thread.currentThread());
        if (process != null) {
            require(process);
        }
    }

    Actor current() {
        Actor process = processes.get(Thread.currentThread());
        if (process == null) {
            throw new IllegalStateException("Expected a process, but it is the test");
        }
        return process;
    }

    /** One process takes its turn; it is killed instead, this often in a thousand. False: none is left. */
    boolean next(int killsInThousand) {
        if (alive.isEmpty()) {
            return false;
        }
        Actor process = alive.get(random.nextInt(alive.size()));
        process.killed = random.nextInt(1000) < killsInThousand;
        kills += process.killed ? 1 : 0;
        process.go.release();
        back.acquireUninterruptibly();
        Throwable failure = process.failure;
        // A process that is killed fails as it likes.
        if (failure != null && !process.killed) {
            throw new AssertionError("a process failed", failure);
        }
        if (process.ended) {
            alive.remove(process);
            if (process.killed) {
                process.afterwards.run();
            }
        }
        return true;
    }

    /** How many processes were killed. */
    long kills() {
        return kills;
    }

    private static void require(Actor process) {
        if (process.killed) {
            throw new Killed();
        }
    }
}
