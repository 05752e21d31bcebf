package io.walgateway.config.catalog;

import io.walgateway.config.catalog.WatchedCatalog.Contact;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records the contact with a source, and logs when it is lost or restored. Written by one thread. */
final class ContactRecord {
    private static final Logger LOG = LoggerFactory.getLogger(ContactRecord.class);

    private final String source;
    private final InstantSource clock;
    private volatile Contact contact;

    ContactRecord(String source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
        this.contact = new Contact(false, clock.instant(), Optional.of("not asked yet"));
    }

    Contact contact() {
        return contact;
    }

    void found() {
        if (!contact.inTouch()) {
            contact = new Contact(true, clock.instant(), Optional.empty());
            LOG.atInfo().addKeyValue("source", source).log("The source of namespaces answers");
        }
    }

    void lost(String why) {
        Contact before = contact;
        if (before.inTouch() || before.why().filter(why::equals).isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("source", source)
                    .addKeyValue("why", why)
                    .log("Expected an answer from the source of namespaces, but it is away; serving what it last said");
        }
        contact = new Contact(false, before.inTouch() ? clock.instant() : before.since(), Optional.of(why));
    }
}
