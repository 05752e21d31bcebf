package io.walgateway.core.tls;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a port asks its callers for certificates. */
public enum ClientCertificates {
    /** It does not ask. */
    NONE,
    /** A caller may have none. The certificate of a caller that has one must lead to the trust bundle. */
    OPTIONAL,
    /** A caller without a certificate that leads to the trust bundle gets no connection. */
    REQUIRED;

    /** What settings may say. */
    public static final String EXPECTED = "none, optional or required";

    /** The choice of this name; empty: there is none. */
    public static Optional<ClientCertificates> parse(String text) {
        return Stream.of(values())
                .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }
}
