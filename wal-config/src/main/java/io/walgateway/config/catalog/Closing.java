package io.walgateway.config.catalog;

import java.time.Duration;

/** Ends a catalog's thread. */
final class Closing {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Closing() {}

    static void end(Thread thread) {
        thread.interrupt();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
