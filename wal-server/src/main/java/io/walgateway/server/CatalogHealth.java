package io.walgateway.server;

import io.walgateway.config.catalog.WatchedCatalog;
import io.walgateway.config.catalog.WatchedCatalog.Contact;
import io.walgateway.runtime.Health;

/** Whether there are namespaces to serve. Their source may be away: what it last said still holds. */
final class CatalogHealth {
    private CatalogHealth() {}

    static Health.Status of(WatchedCatalog catalog) {
        Contact contact = catalog.contact();
        String detail = catalog.all().size() + " namespaces; "
                + (contact.inTouch() ? "in touch" : "not in touch")
                + " with the source since " + contact.since()
                + contact.why().map(why -> ": " + why).orElse("");
        boolean ready = catalog.ready().toCompletableFuture().isDone();
        return ready ? new Health.Status.Up(detail) : new Health.Status.Down("nothing known yet; " + detail);
    }
}
