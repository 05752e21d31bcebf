package io.walgateway.config.catalog;

import io.walgateway.core.namespace.NamespaceCatalog;
import java.time.Instant;
import java.util.Optional;

/** A catalog that follows a source which may be away for a while. */
public interface WatchedCatalog extends NamespaceCatalog {

    /** Whether the source answers; while it does not, the catalog goes on with what it last said. */
    Contact contact();

    /**
     * How things stand with the source.
     *
     * @param inTouch whether it answered when it was last asked
     * @param since   since when that is so
     * @param why     what is wrong, where it is not in touch
     */
    record Contact(boolean inTouch, Instant since, Optional<String> why) {}
}
