package io.walgateway.consumer.pipeline;

import io.walgateway.consumer.route.PipelineSpec;
import io.walgateway.core.delivery.HeldMessage;
import io.walgateway.core.delivery.StageReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs messages and threads that stand still, with all that is known about them. */
final class StandstillLog {
    private static final Logger log = LoggerFactory.getLogger(StandstillLog.class);

    private final PipelineSpec spec;

    StandstillLog(PipelineSpec spec) {
        this.spec = spec;
    }

    void overdue(StageReport report) {
        for (HeldMessage message : report.alarms()) {
            log.warn(
                    "STANDSTILL: expected a message to leave its stage, but it stays: namespace={} target={} queue={}"
                            + " origin={} messageId={} attempts={} stage={} since={} heldSince={} waitsFor={} overdue={}",
                    spec.namespace(),
                    spec.targetName(),
                    spec.queue().names().getFirst(),
                    message.origin(),
                    message.messageId(),
                    message.attempts(),
                    message.stage().text(),
                    message.since(),
                    message.heldSince(),
                    message.waitsFor(),
                    report.overdue());
        }
    }

    void overdue(PipelineThreads.Overdue thread) {
        log.warn(
                "STANDSTILL: expected the pipeline's threads to go on, but {}: namespace={} target={} queue={}",
                thread.text(),
                spec.namespace(),
                spec.targetName(),
                spec.queue().names().getFirst());
    }

    /** The reason why a pipeline must be restarted. */
    static String text(HeldMessage message) {
        return "message " + message.messageId() + " from " + message.origin() + " has been "
                + message.stage().text() + " since " + message.since() + " and waits for " + message.waitsFor();
    }
}
