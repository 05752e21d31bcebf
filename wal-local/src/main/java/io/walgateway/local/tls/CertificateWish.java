package io.walgateway.local.tls;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a certificate is to say.
 *
 * @param subject common name; empty text: no subject
 * @param names   alternative names: {@code dns:localhost}, {@code ip:127.0.0.1}, {@code uri:spiffe://local/server}
 * @param from    the beginning of its validity
 * @param until   the end of its validity
 * @param server  whether servers may use it
 * @param client  whether callers may use it
 */
public record CertificateWish(
        String subject, List<String> names, Instant from, Instant until, boolean server, boolean client) {
    private static final Duration SKEW = Duration.ofMinutes(5);

    public CertificateWish {
        names = List.copyOf(names);
    }

    /** A certificate for this machine, for both sides of connections. */
    public static CertificateWish ofThisMachine(String subject, Instant now, Duration lifetime) {
        return new CertificateWish(
                subject,
                List.of("dns:localhost", "ip:127.0.0.1", "ip:0:0:0:0:0:0:0:1"),
                now.minus(SKEW),
                now.plus(lifetime),
                true,
                true);
    }

    /** The same with one more alternative name. */
    public CertificateWish named(String name) {
        List<String> more = new ArrayList<>(names);
        more.add(name);
        return new CertificateWish(subject, more, from, until, server, client);
    }

    /** The same with other times. */
    public CertificateWish valid(Instant first, Instant last) {
        return new CertificateWish(subject, names, first, last, server, client);
    }

    /** The same for one side of connections alone, or for none. */
    public CertificateWish used(boolean byServers, boolean byClients) {
        return new CertificateWish(subject, names, from, until, byServers, byClients);
    }
}
