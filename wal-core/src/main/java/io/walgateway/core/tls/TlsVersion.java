package io.walgateway.core.tls;

import java.util.List;
import java.util.Optional;

/** The oldest version of TLS that a connection may have. */
public enum TlsVersion {
    TLS_1_2("1.2"),
    TLS_1_3("1.3");

    /** What settings may say. */
    public static final String EXPECTED = "1.3 or 1.2";

    private final String text;

    TlsVersion(String text) {
        this.text = text;
    }

    /** The version of this number; empty: it is none that may be used. */
    public static Optional<TlsVersion> parse(String text) {
        return List.of(values()).stream()
                .filter(version -> version.text.equals(text))
                .findFirst();
    }

    /** This version and later ones, as the JDK names them. */
    public List<String> protocols() {
        return switch (this) {
            case TLS_1_2 -> List.of("TLSv1.3", "TLSv1.2");
            case TLS_1_3 -> List.of("TLSv1.3");
        };
    }
}
