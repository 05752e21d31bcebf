package io.walgateway.plugin.replication;

import io.walgateway.core.tls.LiveTls;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Connections to writer groups, by address. Requests may name any address, so the number is bounded: the one that was
 * used longest ago is closed for a new one. Safe for any number of threads.
 */
final class WriterLinks implements AutoCloseable {
    /** The most connections at once. */
    static final int LINKS_MAX = 256;

    private final Map<String, WriterLink> links = new LinkedHashMap<>(16, 0.75f, true);
    private final Optional<LiveTls> tls;
    private boolean closed;

    /** @param tls empty: requests are not encrypted */
    WriterLinks(Optional<LiveTls> tls) {
        this.tls = tls;
    }

    /**
     * A connection for one request, to be released afterwards; empty: each of the connections is in use, or these are
     * closed.
     */
    synchronized Optional<WriterLink> take(String address) {
        if (closed) {
            return Optional.empty();
        }
        WriterLink known = links.get(address);
        if (known == null) {
            if (links.size() >= LINKS_MAX && !closeIdle()) {
                return Optional.empty();
            }
            known = new WriterLink(address, tls);
            links.put(address, known);
        }
        known.users++;
        return Optional.of(known);
    }

    synchronized void release(WriterLink link) {
        link.users--;
    }

    private boolean closeIdle() {
        Iterator<WriterLink> oldestFirst = links.values().iterator();
        while (oldestFirst.hasNext()) {
            WriterLink link = oldestFirst.next();
            if (link.users == 0) {
                oldestFirst.remove();
                link.close();
                return true;
            }
        }
        return false;
    }

    @Override
    public synchronized void close() {
        closed = true;
        links.values().forEach(WriterLink::close);
        links.clear();
    }
}
