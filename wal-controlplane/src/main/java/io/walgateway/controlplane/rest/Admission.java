package io.walgateway.controlplane.rest;

import io.javalin.http.Handler;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Bounds how many requests with large bodies or answers are in memory at once; further requests wait a while. */
final class Admission {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final int atOnceMax;
    private final Semaphore free;

    Admission(int atOnceMax) {
        this.atOnceMax = atOnceMax;
        this.free = new Semaphore(atOnceMax, true);
    }

    Handler bounded(Handler handler) {
        return request -> {
            if (!free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RefusedException(new Refusal.Busy(atOnceMax + " requests of this kind"));
            }
            try {
                handler.handle(request);
            } finally {
                free.release();
            }
        };
    }
}
