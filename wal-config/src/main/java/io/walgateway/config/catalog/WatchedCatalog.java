package io.walgateway.config.catalog;

import io.walgateway.core.namespace.NamespaceCatalog;
import java.time.Instant;
import java.util.Optional;

/** A catalog that follows a source which may be away for a while. */
public interface WatchedCatalog extends NamespaceCatalog {

    /** The state of contact with the source; while the source does not answer, the catalog keeps its last state. */
    Contact contact();

    /**
     * The contact with the source.
     *
     * @param inTouch true if the source answered the last request
     * @param since   when this state began
     * @param why     what is wrong, if it is not in touch
     */
    record Contact(boolean inTouch, Instant since, Optional<String> why) {}
}
