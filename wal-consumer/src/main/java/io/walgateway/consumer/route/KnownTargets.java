package io.walgateway.consumer.route;

import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.set.SetPolicy;
import io.walgateway.core.set.SetPolicy.OnRejected;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Destination;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The targets that a namespace had at each revision, as far as this process knows. A pipeline is made for one document,
 * and still reads when a later document exists, which may not be known here yet although other processes write under
 * it. Messages that it leaves unsettled are read again by the next pipeline; messages that it settles are gone. Safe
 * for any number of threads.
 */
public final class KnownTargets {
    /** Not the target's own endpoint, because the target is reachable. */
    private static final String ENDPOINT = "a document that is not known here yet";

    private final Supplier<Optional<NamespaceConfig>> namespace;

    /** @param namespace its current configuration; empty: it is gone */
    public KnownTargets(Supplier<Optional<NamespaceConfig>> namespace) {
        this.namespace = namespace;
    }

    /** What becomes of a set when a part of it is given up, by the namespace's current document. */
    OnRejected onRejected() {
        return namespace.get().map(now -> now.sets().onRejected()).orElse(SetPolicy.DEFAULT.onRejected());
    }

    /** True: a message of this revision was not written for that target. */
    boolean isSurelyNotFor(String target, long revision) {
        return namespace
                .get()
                .filter(now -> now.revision() >= revision)
                .filter(now -> !now.isFor(target, revision))
                .isPresent();
    }

    /** True: no document from this revision on has that target. */
    boolean isSurelyGone(String target, long revision) {
        return namespace
                .get()
                .filter(now -> now.revision() >= revision)
                .filter(now ->
                        now.targets().stream().noneMatch(one -> one.name().equals(target)))
                .filter(now -> now.leftTargets().stream()
                        .noneMatch(left -> left.target().name().equals(target) && left.until() > revision))
                .isPresent();
    }

    /**
     * The destination of a message that waits until it is known whether it is for that target.
     *
     * @param otherwise the outcome when it surely is not; when it is, another pipeline replaces this one
     */
    Destination untilKnown(String target, DeliveryOutcome otherwise) {
        return new Destination(
                attempt -> isSurelyGone(target, attempt.message().configurationRevision())
                        ? otherwise
                        : new DeliveryOutcome.Unavailable("revision "
                                + attempt.message().configurationRevision()
                                + " of the document is not known here, or this pipeline is about to be replaced"),
                ENDPOINT);
    }
}
