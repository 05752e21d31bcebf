package io.walgateway.controlplane.deletion;

import io.walgateway.controlplane.namespace.Namespaces;
import io.walgateway.controlplane.namespace.Regions;
import io.walgateway.controlplane.namespace.Stored;
import io.walgateway.controlplane.revision.NamespaceContent;
import io.walgateway.controlplane.revision.Pending;
import io.walgateway.controlplane.revision.Precondition;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.controlplane.revision.Signature;
import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.core.text.Reasons;
import java.util.Optional;

/**
 * Begins to delete namespaces; {@link Endings} continues. A namespace that holds anything is deleted only when the
 * request says what is to become of its content.
 *
 * <p>Every method throws {@link RefusedException} when it cannot do what it is asked.
 */
public final class Deletions {
    private final Namespaces namespaces;
    private final Contents contents;

    public Deletions(Namespaces namespaces, Regions regions, OpenLetters letters) {
        this.namespaces = namespaces;
        this.contents = new Contents(regions, letters);
    }

    /**
     * Returns the namespace, which is ending from then on. If {@code pending} is empty, the namespace is deleted only
     * if it holds nothing. A message that is appended meanwhile is delivered.
     */
    public Stored delete(String name, Optional<Pending> pending, Precondition condition, Signature by) {
        Stored stored = namespaces.current(name);
        condition.check(name, Optional.of(stored.revision()));
        if (pending.isPresent()) {
            return namespaces.end(name, pending.get(), condition, by, counted(name));
        }
        if (stored.ending().isPresent()) {
            return stored;
        }
        NamespaceContent content = count(name);
        if (!content.isEmpty()) {
            throw new RefusedException(new Refusal.StillHolds(name, content));
        }
        return namespaces.end(name, Pending.DELIVER, condition, by, Optional.of(content));
    }

    private Optional<NamespaceContent> counted(String name) {
        try {
            return Optional.of(count(name));
        } catch (RefusedException away) {
            return Optional.empty();
        }
    }

    private NamespaceContent count(String name) {
        try {
            return namespaces
                    .withEarlierQueues(name)
                    .map(namespace -> contents.count(namespace).content())
                    .orElse(NamespaceContent.NONE);
        } catch (QueueUnavailableException e) {
            throw new RefusedException(new Refusal.QueueAway(name, Reasons.of(e)), e);
        }
    }
}
