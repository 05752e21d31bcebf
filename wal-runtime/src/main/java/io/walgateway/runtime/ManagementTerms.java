package io.walgateway.runtime;

import io.walgateway.core.tls.TlsTerms;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where a process answers operators.
 *
 * @param address port 0 takes a free one
 * @param tls     empty: answers are not encrypted
 */
public record ManagementTerms(InetSocketAddress address, Optional<TlsTerms> tls) {

    /** Of the addresses there: {@code http} or {@code https}. */
    public String scheme() {
        return tls.isPresent() ? "https" : "http";
    }
}
