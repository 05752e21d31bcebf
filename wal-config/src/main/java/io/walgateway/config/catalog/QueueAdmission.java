package io.walgateway.config.catalog;

import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.queue.QueueAddress;
import io.walgateway.core.registry.QueueNames;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Admits namespaces one after another, so that each queue has one owner: the first. For one thread. */
final class QueueAdmission {
    private final QueueNames names;
    private final Map<String, Uses> admitted = new TreeMap<>();

    /** The queues that a namespace uses, and for what. */
    private record Uses(Set<QueueAddress> queues, Collection<QueueAddress> targets) {}

    QueueAdmission(QueueNames names) {
        this.names = names;
    }

    /** Admits a namespace whatever it clashes with: it is served already. */
    void keep(NamespaceConfig namespace) {
        admitted.put(namespace.name(), uses(namespace));
    }

    /**
     * Why it cannot be served beside those that are admitted; empty if it is now admitted, in place of its earlier
     * configuration.
     */
    Optional<String> admit(NamespaceConfig namespace) {
        Optional<String> contradiction =
                names.contradictions(namespace).stream().findFirst();
        if (contradiction.isPresent()) {
            return contradiction;
        }
        Uses uses = uses(namespace);
        for (Map.Entry<String, Uses> other : admitted.entrySet()) {
            boolean clash = !other.getKey().equals(namespace.name()) && clash(uses, other.getValue());
            if (clash) {
                return Optional.of(
                        "a queue of it belongs to namespace " + other.getKey() + ": " + shared(uses, other.getValue()));
            }
        }
        admitted.put(namespace.name(), uses);
        return Optional.empty();
    }

    private Uses uses(NamespaceConfig namespace) {
        return new Uses(names.of(namespace), names.targets(namespace).values());
    }

    private static boolean clash(Uses one, Uses other) {
        return !Collections.disjoint(one.queues(), other.queues())
                || !Collections.disjoint(one.targets(), other.queues())
                || !Collections.disjoint(one.queues(), other.targets());
    }

    private static QueueAddress shared(Uses one, Uses other) {
        return one.queues().stream()
                .filter(queue ->
                        other.queues().contains(queue) || other.targets().contains(queue))
                .findFirst()
                .orElseGet(() -> one.targets().stream()
                        .filter(other.queues()::contains)
                        .findFirst()
                        .orElseThrow());
    }
}
