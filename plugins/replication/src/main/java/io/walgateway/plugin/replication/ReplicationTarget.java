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
import java.util.Optional;

/** Sends writes to the writer group of one region, several with each request. */
final class ReplicationTarget implements BatchTarget {
    /** A writer accepts requests of 16 MiB; the rest is for keys, headers and framing. */
    static final int PAYLOAD_BYTES_MAX = 15 << 20;

    private static final DeliveryOutcome BUSY = new DeliveryOutcome.Throttled(
            Duration.ofMillis(100), "as many writer groups are in use as a process connects to");

    private final OutgoingWrites writes;
    private final WriterLinks links;
    private final String address;
    private final BatchLimits limits;
    private final InstantSource clock;

    ReplicationTarget(RegionalTarget regional, WriterLinks links, ReplicationSettings settings, InstantSource clock) {
        this.writes = new OutgoingWrites(regional, settings.compressed());
        this.links = links;
        this.address = settings.address(regional.writer());
        this.limits = settings.requests();
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
        Optional<WriterLink> link = links.take(address);
        if (link.isEmpty()) {
            return Collections.nCopies(attempts.size(), BUSY);
        }
        try {
            return send(attempts, link.get(), Duration.between(clock.instant(), latest));
        } finally {
            links.release(link.get());
        }
    }

    private List<DeliveryOutcome> send(List<DeliveryAttempt> attempts, WriterLink link, Duration left)
            throws InterruptedException {
        try {
            return switch (link.apply(writes.request(attempts), left)) {
                case WriterLink.Answered(ApplyResponse response) -> outcomes(response, attempts.size(), link);
                case WriterLink.Ended(DeliveryOutcome outcome) -> Collections.nCopies(attempts.size(), outcome);
            };
        } catch (BatchRefusedException e) {
            if (attempts.size() > 1) {
                throw e;
            }
            return List.of(new DeliveryOutcome.Rejected(Reasons.of(e)));
        }
    }

    private static List<DeliveryOutcome> outcomes(ApplyResponse response, int expected, WriterLink link) {
        if (response.getOutcomesCount() != expected) {
            DeliveryOutcome unknown = new DeliveryOutcome.Unknown(
                    link + " answered with " + response.getOutcomesCount() + " outcomes (expected: " + expected + ")");
            return Collections.nCopies(expected, unknown);
        }
        return response.getOutcomesList().stream().map(Outcomes::of).toList();
    }
}
