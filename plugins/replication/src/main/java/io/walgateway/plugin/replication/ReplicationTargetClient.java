package io.walgateway.plugin.replication;

import io.walgateway.core.access.CallerTls;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.replication.RegionalTarget;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetReview;
import io.walgateway.core.tls.FileChanges;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections to the writer groups of any number of regions, one for each address. */
final class ReplicationTargetClient implements TargetClient {
    private static final Logger log = LoggerFactory.getLogger(ReplicationTargetClient.class);
    private static final Duration REVIEW_PATIENCE = Duration.ofSeconds(3);

    private final ReplicationSettings settings;
    private final InstantSource clock;
    private final WriterLinks links;

    /** @throws IllegalArgumentException when a file of TLS cannot be used */
    ReplicationTargetClient(ReplicationSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.links = new WriterLinks(
                CallerTls.open(RegionalTarget.TYPE, settings.tls(), clock, FileChanges.logged(log::info, log::warn)));
    }

    @Override
    public Target target(TargetAddress address) {
        return RegionalTarget.of(address)
                .<Target>map(regional -> new ReplicationTarget(regional, links, settings, clock))
                .orElse(_ -> new DeliveryOutcome.Rejected(
                        "a target of several regions (expected: one of them, with region and writer)"));
    }

    /** Targets of one region that are away do not hold up its others. */
    @Override
    public String endpoint(TargetAddress address) {
        return RegionalTarget.of(address)
                .map(regional ->
                        RegionalTarget.TYPE + ":" + settings.address(regional.writer()) + "/" + regional.region()
                                + regional.apply()
                                        .map(apply -> " " + apply.type() + new TreeMap<>(apply.properties()))
                                        .orElse(""))
                .orElse(RegionalTarget.TYPE);
    }

    @Override
    public TargetReview review(TargetAddress address, Duration ageMax) {
        return RegionalTarget.of(address)
                .flatMap(regional -> trouble(regional)
                        .map(why -> TargetReview.warning(new Violation(
                                "/" + RegionalTarget.WRITER,
                                regional.writer(),
                                "a writer group that answers; until it does, deliveries wait: " + why))))
                .orElse(TargetReview.NOTHING);
    }

    private Optional<String> trouble(RegionalTarget regional) {
        Optional<WriterLink> link = links.take(settings.address(regional.writer()));
        if (link.isEmpty()) {
            return Optional.of("as many writer groups are in use as a process connects to");
        }
        try {
            return link.get().trouble(regional.region(), REVIEW_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("this process is ending");
        } finally {
            links.release(link.get());
        }
    }

    @Override
    public void close() {
        links.close();
    }
}
