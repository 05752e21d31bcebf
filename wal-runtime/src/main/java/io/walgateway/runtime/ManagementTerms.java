package io.walgateway.runtime;

import io.walgateway.core.tls.TlsTerms;
import io.walgateway.runtime.identity.Exposure;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where a process answers operators.
 *
 * @param address port 0 takes a free one
 * @param tls     empty: answers are not encrypted
 */
public record ManagementTerms(InetSocketAddress address, Optional<TlsTerms> tls) {

    /** As the start-up check sees it. */
    public Exposure.Port port() {
        return new Exposure.Port(address, tls.isPresent());
    }

    /** Of the addresses there: {@code http} or {@code https}. */
    public String scheme() {
        return tls.isPresent() ? "https" : "http";
    }
}
