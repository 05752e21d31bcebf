package io.walgateway.plugin.replication;

import io.walgateway.core.replication.RegionalTarget;
import io.walgateway.core.target.BatchLimits;
import io.walgateway.core.target.BatchRefusedException;
import io.walgateway.core.target.BatchTarget;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.text.Reasons;
import io.walgateway.proto.v1.ApplyResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Sends writes to the writer group of one region, several with each request. */
final class ReplicationTarget implements BatchTarget {
    /** A writer accepts requests of 16 MiB; the rest is for keys, headers and framing. */
    static final int PAYLOAD_BYTES_MAX = 15 << 20;

    private final OutgoingWrites writes;
    private final WriterLink link;
    private final BatchLimits limits;
    private final InstantSource clock;

    ReplicationTarget(RegionalTarget regional, WriterLink link, ReplicationSettings settings, InstantSource clock) {
        this.writes = new OutgoingWrites(regional, settings.compressed());
        this.link = link;
        this.limits = new BatchLimits(settings.batchMax(), settings.bytesMax(), settings.requestsMax(), Duration.ZERO);
        this.clock = clock;
    }

    @Override
    public BatchLimits limits() {
        return limits;
    }

    @Override
    public List<DeliveryOutcome> deliverAll(List<DeliveryAttempt> attempts) throws InterruptedException {
        if (attempts.size() == 1 && attempts.getFirst().message().payload().size() > PAYLOAD_BYTES_MAX) {
            return List.of(new DeliveryOutcome.Rejected(
                    "a payload of " + attempts.getFirst().message().payload().size() + " bytes (expected: at most "
                            + PAYLOAD_BYTES_MAX + ", which a writer accepts)"));
        }
        Instant latest = attempts.stream()
                .map(DeliveryAttempt::deadline)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Duration left = Duration.between(clock.instant(), latest);
        try {
            return switch (link.apply(writes.request(attempts), left)) {
                case WriterLink.Answered(ApplyResponse response) -> outcomes(response, attempts.size());
                case WriterLink.Ended(DeliveryOutcome outcome) -> Collections.nCopies(attempts.size(), outcome);
            };
        } catch (BatchRefusedException e) {
            if (attempts.size() > 1) {
                throw e;
            }
            return List.of(new DeliveryOutcome.Rejected(Reasons.of(e)));
        }
    }

    private List<DeliveryOutcome> outcomes(ApplyResponse response, int expected) {
        if (response.getOutcomesCount() != expected) {
            DeliveryOutcome unknown = new DeliveryOutcome.Unknown(
                    link + " answered with " + response.getOutcomesCount() + " outcomes (expected: " + expected + ")");
            return Collections.nCopies(expected, unknown);
        }
        return response.getOutcomesList().stream().map(Outcomes::of).toList();
    }
}
