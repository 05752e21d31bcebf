package io.walgateway.consumer.pipeline;

import io.walgateway.core.delivery.SeenTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Notices when one of a pipeline's two threads hangs. The core cannot notice this by itself: it runs on one of them,
 * and does not know yet what the other has read. Confined to one thread.
 */
final class PipelineThreads {
    private final SeenTime time = new SeenTime();
    private final Duration pollMax;
    private final Duration coreMax;
    private final Duration restart;

    /**
     * @param pollMax how long one round of polling may take
     * @param coreMax how long the core may be silent
     * @param restart how long a thread may be overdue before the pipeline must be restarted
     */
    PipelineThreads(Duration pollMax, Duration coreMax, Duration restart) {
        this.pollMax = pollMax;
        this.coreMax = coreMax;
        this.restart = restart;
    }

    /** A thread's activity, and when it began. */
    record Activity(String doing, Instant since) {}

    /**
     * A thread that has exceeded its time.
     *
     * @param stuck true if it is overdue for so long that the pipeline must be restarted
     */
    record Overdue(String thread, Activity activity, boolean stuck) {
        String text() {
            return "the " + thread + " thread has been " + activity.doing() + " since " + activity.since();
        }
    }

    /** To be called about once a second. */
    Optional<Overdue> look(Activity poll, Activity core, Instant now) {
        time.look(now);
        return judge("core", core, coreMax, now).or(() -> judge("polling", poll, pollMax, now));
    }

    private Optional<Overdue> judge(String thread, Activity activity, Duration max, Instant now) {
        Instant end = time.after(activity.since(), max);
        return now.isAfter(end)
                ? Optional.of(new Overdue(thread, activity, now.isAfter(end.plus(restart))))
                : Optional.empty();
    }
}
