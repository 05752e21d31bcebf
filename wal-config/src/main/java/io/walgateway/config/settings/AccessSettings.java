package io.walgateway.config.settings;

import io.walgateway.core.identity.Grants;
import io.walgateway.core.identity.IdentityTerms;
import io.walgateway.core.identity.Principal;
import io.walgateway.core.identity.PrincipalPattern;
import io.walgateway.core.namespace.RequestTargets;
import io.walgateway.core.tls.ClientCertificates;
import io.walgateway.core.tls.TlsTerms;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who calls a process, and what the callers may do.
 *
 * @param identity the proofs that are accepted
 * @param grants   what the deployment allows, beside the lists of documents
 * @param requestTargets the targets that requests may name where the document does not say it
 */
public record AccessSettings(IdentityTerms identity, Grants grants, RequestTargets requestTargets) {
    /** As without any of these settings. */
    public static final AccessSettings OPEN =
            new AccessSettings(IdentityTerms.OPEN, Grants.NONE, new RequestTargets.Any());

    /** Subjects contain commas, too. */
    private static final Pattern SEPARATOR = Pattern.compile(",(?=[\\s,]*(?:$|\\*|(?:spiffe|x509|jwt|token):))");

    private static final String TOKENS_FILE = "identity.tokens-file";
    private static final String ISSUER = "identity.jwt.issuer";
    private static final String AUDIENCE = "identity.jwt.audience";
    private static final String KEYS_URL = "identity.jwt.jwks-url";
    private static final String DEFAULT_WRITERS = "access.default-writers";
    private static final String DEFAULT_READERS = "access.default-readers";
    private static final String REQUEST_TARGETS = "access.request-targets";
    private static final String APPLIERS = "access.appliers";

    /** The keys of this section, beside those beneath {@link #PREFIX}. */
    public static final Set<String> KEYS = Set.of(
            TrustedProxies.KEY,
            TOKENS_FILE,
            ISSUER,
            AUDIENCE,
            KEYS_URL,
            DEFAULT_WRITERS,
            DEFAULT_READERS,
            APPLIERS,
            REQUEST_TARGETS);

    /** Beneath it, names are the operator's. */
    public static final String PREFIX = RoleSettings.PREFIX;

    /**
     * Reads the settings; the reader notes what is wrong.
     *
     * @param ports the TLS of each port of the process; empty: the port has none
     */
    public static AccessSettings read(SettingsReader reader, ProcessSettings settings, List<Optional<TlsTerms>> ports) {
        IdentityTerms identity = new IdentityTerms(certificates(reader, ports), path(reader), jwt(reader));
        return new AccessSettings(
                identity,
                new Grants(
                        RoleSettings.read(reader, settings),
                        patterns(reader, DEFAULT_WRITERS),
                        patterns(reader, DEFAULT_READERS),
                        patterns(reader, APPLIERS)),
                requestTargets(reader, identity.isRequired()));
    }

    /** Certificates are proofs as soon as one port asks for them. */
    private static Optional<IdentityTerms.Certificates> certificates(
            SettingsReader reader, List<Optional<TlsTerms>> ports) {
        Set<Principal> proxies = TrustedProxies.read(reader);
        boolean asked = ports.stream()
                .flatMap(Optional::stream)
                .anyMatch(port -> port.clientCertificates() != ClientCertificates.NONE);
        if (!asked && !proxies.isEmpty()) {
            reader.refuse(TrustedProxies.KEY, "with tls.client-certificates of a port: optional or required");
        }
        return asked ? Optional.of(new IdentityTerms.Certificates(proxies)) : Optional.empty();
    }

    /** @param authenticated callers prove an identity */
    private static RequestTargets requestTargets(SettingsReader reader, boolean authenticated) {
        return switch (reader.text(REQUEST_TARGETS, authenticated ? "none" : "any")) {
            case "any" -> new RequestTargets.Any();
            case "none" -> RequestTargets.Listed.NONE;
            default -> {
                reader.refuse(REQUEST_TARGETS, "none or any");
                yield RequestTargets.Listed.NONE;
            }
        };
    }

    private static Optional<Path> path(SettingsReader reader) {
        return reader.text(TOKENS_FILE).flatMap(text -> {
            try {
                return text.isBlank() ? refused(reader, TOKENS_FILE, "a file") : Optional.of(Path.of(text));
            } catch (InvalidPathException e) {
                return refused(reader, TOKENS_FILE, "a file");
            }
        });
    }

    private static Optional<IdentityTerms.Jwt> jwt(SettingsReader reader) {
        Optional<URI> keys = reader.httpUri(KEYS_URL);
        if (List.of(ISSUER, AUDIENCE, KEYS_URL).stream()
                .allMatch(key -> reader.text(key).isEmpty())) {
            return Optional.empty();
        }
        String issuer = reader.required(ISSUER, "the issuer of bearer tokens, such as https://login.example.com");
        String audience = reader.required(AUDIENCE, "the audience that bearer tokens must be for");
        if (keys.isEmpty()) {
            // Its discovery document is beneath it.
            reader.httpUri(ISSUER);
        }
        return Optional.of(new IdentityTerms.Jwt(issuer, audience, keys));
    }

    private static List<PrincipalPattern> patterns(SettingsReader reader, String key) {
        List<String> texts = reader.text(key).stream()
                .flatMap(SEPARATOR::splitAsStream)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
        List<PrincipalPattern> patterns = texts.stream()
                .map(PrincipalPattern::parse)
                .flatMap(Optional::stream)
                .toList();
        if (patterns.size() < texts.size()) {
            reader.refuse(key, "with commas: " + PrincipalPattern.EXPECTED);
        }
        return patterns;
    }

    private static <T> Optional<T> refused(SettingsReader reader, String key, String expectation) {
        reader.refuse(key, expectation);
        return Optional.empty();
    }
}
