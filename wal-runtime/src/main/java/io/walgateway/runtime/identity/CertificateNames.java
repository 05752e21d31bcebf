package io.walgateway.runtime.identity;

import io.walgateway.core.identity.Principal;
import io.walgateway.runtime.identity.Authenticator.Identity;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/** Which principal the names of a certificate stand for. Pure. */
final class CertificateNames {
    private static final int URI_NAME = 6;
    private static final String SUBJECT = "x509:";
    /** The rules of the SPIFFE standard for the id of a workload. */
    private static final Pattern SPIFFE_ID =
            Pattern.compile("spiffe://[a-z0-9._-]{1,255}(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._-]+)+");

    private CertificateNames() {}

    static Identity of(X509Certificate certificate) {
        try {
            List<String> uris =
                    Objects.requireNonNullElse(certificate.getSubjectAlternativeNames(), List.<List<?>>of()).stream()
                            .filter(name -> name.getFirst().equals(URI_NAME))
                            .map(name -> String.valueOf(name.get(1)))
                            .toList();
            return of(uris, certificate.getSubjectX500Principal().getName(X500Principal.RFC2253));
        } catch (CertificateParsingException _) {
            return new Identity.Refused("the alternative names of the client certificate cannot be read");
        }
    }

    /**
     * The same for names that a proxy has read from a certificate.
     *
     * @param uris    all URI names
     * @param subject by RFC 2253; empty text: none
     */
    static Identity of(List<String> uris, String subject) {
        if (uris.size() > 1) {
            return new Identity.Refused(
                    "the client certificate has %d URI names (expected: one at most)".formatted(uris.size()));
        }
        if (uris.size() == 1) {
            return SPIFFE_ID.matcher(uris.getFirst()).matches()
                    ? principal(uris.getFirst())
                    : new Identity.Refused("the URI name of the client certificate is no SPIFFE id");
        }
        return subject.isEmpty()
                ? new Identity.Refused("the client certificate has neither a URI name nor a subject")
                : subject(subject);
    }

    /** One spelling for each subject, however a proxy writes it. */
    private static Identity subject(String subject) {
        try {
            return principal(SUBJECT + new X500Principal(subject).getName(X500Principal.RFC2253));
        } catch (IllegalArgumentException _) {
            return new Identity.Refused("the subject of the client certificate does not follow RFC 2253");
        }
    }

    private static Identity principal(String id) {
        try {
            return new Identity.Known(new Principal(id));
        } catch (IllegalArgumentException e) {
            return new Identity.Refused("the client certificate has " + e.getMessage());
        }
    }
}
