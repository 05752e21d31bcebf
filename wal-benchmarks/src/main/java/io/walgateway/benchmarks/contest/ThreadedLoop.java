package io.walgateway.benchmarks.contest;

import java.util.ArrayList;
import java.util.List;

/** As many virtual threads as payloads under way; each sends one after another. */
final class ThreadedLoop implements Loop {
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    /** Sends one payload, and blocks until the server has acknowledged it. */
    interface Send {
        /**
         * Numbers do not repeat.
         *
         * @throws Exception if the server did not acknowledge it
         */
        void send(long number) throws Exception;
    }

    ThreadedLoop(int atOnce, Count count, Send send) {
        for (int first = 0; first < atOnce; first++) {
            long own = first;
            threads.add(Thread.ofVirtual().unstarted(() -> run(own, atOnce, count, send)));
        }
    }

    private void run(long first, int step, Count count, Send send) {
        for (long number = first; !stopped; number += step) {
            try {
                send.send(number);
                count.delivered(1);
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                count.failed(String.valueOf(e.getMessage()));
            }
        }
    }

    @Override
    public void start() {
        threads.forEach(Thread::start);
    }

    @Override
    public void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
