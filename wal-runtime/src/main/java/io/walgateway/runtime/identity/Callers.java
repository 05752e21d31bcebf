package io.walgateway.runtime.identity;

import io.walgateway.core.identity.Caller;
import io.walgateway.core.identity.IdentityTerms;
import io.walgateway.runtime.identity.Authenticator.Identity;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out who calls. Asks the authenticators in a fixed order: client certificates, static tokens, bearer tokens of the
 * issuer. The first one that finds a proof of its kind decides, also when it refuses the proof: a caller with a bad
 * certificate does not become another caller by its token. Never blocks; safe for any number of threads.
 */
public final class Callers implements AutoCloseable {
    private static final Finding ANYONE = new Finding.Found(new Caller.Anyone());
    private static final String NO_PROOF = "the caller has proved no identity";

    private final List<Authenticator> chain;
    private final Watches watches;

    /** What is known of a caller. */
    public sealed interface Finding {
        record Found(Caller caller) implements Finding {}

        /**
         * The caller has proved no identity.
         *
         * @param why without secrets
         */
        record Unauthenticated(String why) implements Finding {}
    }

    private Callers(List<Authenticator> chain, Watches watches) {
        this.chain = List.copyOf(chain);
        this.watches = watches;
    }

    /** A process that authenticates nobody, or only by these. */
    public static Callers of(Authenticator... chain) {
        return new Callers(List.of(chain), new Watches());
    }

    /**
     * Opens what the terms name; files are read again when they change, and keys are fetched now and then.
     *
     * @throws IOException when a file cannot be read or is not valid, with the file in its message
     */
    public static Callers open(IdentityTerms terms, InstantSource clock) throws IOException {
        Watches watches = new Watches();
        List<Authenticator> chain = new ArrayList<>();
        terms.certificates().ifPresent(given -> chain.add(new CertificateAuthenticator(given.proxies())));
        if (terms.tokensFile().isPresent()) {
            TokenFile file = TokenFile.open(terms.tokensFile().get(), clock);
            watches.everySecond("token-file", file::look);
            chain.add(new StaticTokens(file::lines));
        }
        terms.jwt().ifPresent(jwt -> {
            SigningKeys keys = new SigningKeys(new IssuerKeys(jwt), clock);
            watches.everySecond("issuer-keys", keys::tick);
            chain.add(new BearerTokens(jwt, keys, clock));
        });
        return new Callers(chain, watches);
    }

    /** True if every caller must prove an identity. */
    public boolean areAuthenticated() {
        return !chain.isEmpty();
    }

    /** The caller that presents these. */
    public Finding find(Presented presented) {
        if (chain.isEmpty()) {
            return ANYONE;
        }
        for (Authenticator authenticator : chain) {
            switch (authenticator.identify(presented)) {
                case Identity.Known(var principal) -> {
                    return new Finding.Found(new Caller.Known(principal));
                }
                case Identity.Refused(String why) -> {
                    return new Finding.Unauthenticated(why);
                }
                case Identity.Absent() -> {}
            }
        }
        return new Finding.Unauthenticated(NO_PROOF);
    }

    @Override
    public void close() {
        watches.close();
    }
}
