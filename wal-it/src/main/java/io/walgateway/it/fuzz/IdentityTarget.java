package io.walgateway.it.fuzz;

import io.walgateway.core.identity.Caller;
import io.walgateway.core.identity.IdentityTerms;
import io.walgateway.core.identity.Principal;
import io.walgateway.local.tls.CertificateWish;
import io.walgateway.local.tls.LocalAuthority;
import io.walgateway.runtime.identity.Callers;
import io.walgateway.runtime.identity.Presented;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Nobody becomes a caller by a token that was not issued; whoever a trusted proxy describes has the names of its header. */
final class IdentityTarget implements FuzzTarget {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final Duration LIFE = Duration.ofDays(1);
    private static final String SPIFFE = "spiffe://";
    private static final String PROXY = SPIFFE + "fuzz/proxy";

    private final Callers callers;
    private final X509Certificate proxy;

    IdentityTarget() {
        try {
            Path folder = Files.createTempDirectory("wal-fuzz");
            proxy = certificate(folder);
            Path tokens = Files.createFile(folder.resolve("tokens"));
            callers = Callers.open(terms(tokens), InstantSource.fixed(NOW));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Expected certificates and an empty file of tokens", e);
        }
    }

    @Override
    public List<byte[]> seeds() {
        byte[] none = new byte[0];
        return List.of(
                HeaderInput.bytes(none, "Bearer wal.name.c2VjcmV0", ""),
                HeaderInput.bytes(none, "Bearer eyJhbGciOiJSUzI1NiIsImtpZCI6ImEifQ.eyJpc3MiOiJhIn0.c2ln", ""),
                HeaderInput.bytes(none, "", "By=spiffe://a/b;Hash=00;URI=spiffe://c/d;Subject=\"CN=e,O=f\""),
                HeaderInput.bytes(none, "", "URI=spiffe://c/d,URI=spiffe://e/f;DNS=g"));
    }

    @Override
    public void feed(byte[] input) {
        List<String> values = HeaderInput.of(input, 2).values();
        Optional<String> authorization = Optional.of(values.getFirst());
        Optional<String> forwarded = Optional.of(values.getLast());
        if (callers.find(new Presented(List.of(), authorization, forwarded)) instanceof Callers.Finding.Found found) {
            throw new FuzzFinding("no certificate, no token that was issued, but the caller is " + found.caller());
        }
        if (callers.find(new Presented(List.of(proxy), authorization, forwarded))
                        instanceof Callers.Finding.Found(Caller.Known(Principal caller))
                && caller.id().startsWith(SPIFFE)
                && !forwarded.get().contains(caller.id())) {
            throw new FuzzFinding("the proxy has not named the caller " + caller);
        }
    }

    @Override
    public void close() {
        callers.close();
    }

    private static IdentityTerms terms(Path tokens) {
        return new IdentityTerms(
                Optional.of(new IdentityTerms.Certificates(Set.of(new Principal(PROXY)))),
                Optional.of(tokens),
                Optional.of(new IdentityTerms.Jwt("a", "a", Optional.of(URI.create("https://127.0.0.1:1/keys")))));
    }

    private static X509Certificate certificate(Path folder) throws IOException, GeneralSecurityException {
        Path file = folder.resolve("proxy.pem");
        LocalAuthority.create("fuzz", NOW.minus(LIFE), NOW.plus(LIFE))
                .issue(
                        CertificateWish.ofThisMachine("proxy", NOW, LIFE).named("uri:" + PROXY),
                        file,
                        folder.resolve("proxy.key"));
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
