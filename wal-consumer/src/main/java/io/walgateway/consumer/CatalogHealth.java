package io.walgateway.consumer;

import io.walgateway.config.catalog.WatchedCatalog;
import io.walgateway.config.catalog.WatchedCatalog.Contact;
import io.walgateway.runtime.Health;

/**
 * The health of the catalog: down until namespaces are known, and degraded while their source is away. The process then
 * serves the last known state.
 */
final class CatalogHealth {
    private CatalogHealth() {}

    static Health.Status of(WatchedCatalog catalog) {
        Contact contact = catalog.contact();
        String namespaces = catalog.all().size() + " namespaces";
        String source = (contact.inTouch() ? "the source has answered since " : "the source has been away since ")
                + contact.since()
                + contact.why().map(why -> ": " + why).orElse("");
        if (!catalog.ready().toCompletableFuture().isDone()) {
            return new Health.Status.Down("no namespace is known yet; " + source);
        }
        return contact.inTouch()
                ? new Health.Status.Up(namespaces + "; " + source)
                : new Health.Status.Degraded(namespaces + " as last known; " + source);
    }
}
