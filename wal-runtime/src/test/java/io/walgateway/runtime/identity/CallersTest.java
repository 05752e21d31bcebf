package io.walgateway.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.core.identity.Caller;
import io.walgateway.core.identity.IdentityTerms;
import io.walgateway.core.identity.Principal;
import io.walgateway.core.identity.TokenLine;
import io.walgateway.core.tls.Pem;
import io.walgateway.runtime.identity.Authenticator.Identity;
import io.walgateway.runtime.identity.Callers.Finding;
import io.walgateway.runtime.tls.Pki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallersTest {
    private static final Authenticator ABSENT = _ -> new Identity.Absent();
    private static final Authenticator REFUSES = _ -> new Identity.Refused("no");
    private static final Authenticator KNOWS = _ -> new Identity.Known(new Principal("token:a"));

    private final MovableClock clock = new MovableClock();
    private final TokenLine.Issued alice = TokenLine.issue("alice", new SecureRandom());

    @TempDir
    Path folder;

    @Test
    void shouldBeOpenWithoutAuthenticators() {
        assertThat(Callers.of().find(bearer("x"))).isEqualTo(new Finding.Found(new Caller.Anyone()));
    }

    @Test
    void shouldLetTheFirstProofDecide() {
        assertThat(Callers.of(ABSENT, KNOWS, REFUSES).find(bearer("x"))).isEqualTo(found("token:a"));
        assertThat(Callers.of(ABSENT, REFUSES, KNOWS).find(bearer("x"))).isEqualTo(new Finding.Unauthenticated("no"));
        assertThat(Callers.of(ABSENT).find(bearer("x"))).isInstanceOf(Finding.Unauthenticated.class);
    }

    @Test
    void shouldKnowStaticTokens() throws IOException {
        Path file = file("# tokens", "", alice.line().toString());
        try (Callers callers = open(file)) {
            assertThat(callers.find(bearer(alice.token()))).isEqualTo(found("token:alice"));
            assertThat(callers.find(
                            bearer(TokenLine.issue("alice", new SecureRandom()).token())))
                    .isInstanceOf(Finding.Unauthenticated.class);
            assertThat(callers.find(
                            bearer(TokenLine.issue("bob", new SecureRandom()).token())))
                    .isInstanceOf(Finding.Unauthenticated.class);
            assertThat(callers.find(bearer("wal.alice.short"))).isInstanceOf(Finding.Unauthenticated.class);
            assertThat(callers.find(bearer("other"))).isInstanceOf(Finding.Unauthenticated.class);
        }
    }

    @Test
    void shouldReadTheFileAgainAndKeepTheTokensOfOneThatIsNotValid() throws IOException {
        Path file = file(alice.line().toString());
        TokenFile tokens = TokenFile.open(file, clock);
        TokenLine.Issued bob = TokenLine.issue("bob", new SecureRandom());
        Files.writeString(file, alice.line() + "\n" + bob.line() + "\n");
        lookLater(tokens);
        assertThat(tokens.lines()).containsOnlyKeys("alice", "bob");
        Files.writeString(file, "nonsense, and much longer than before");
        lookLater(tokens);
        assertThat(tokens.lines()).containsOnlyKeys("alice", "bob");
        Files.writeString(file, bob.line() + "\n");
        lookLater(tokens);
        assertThat(tokens.lines()).containsOnlyKeys("bob");
        Files.delete(file);
        lookLater(tokens);
        assertThat(tokens.lines()).containsOnlyKeys("bob");
    }

    @Test
    void shouldNotStartWithAFileThatIsNotValidNorShowWhatIsInIt() throws IOException {
        Path file = file(alice.line().toString(), "marked-secret");
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("identity.tokens-file")
                .hasMessageContaining(file + ", line 2")
                .hasMessageNotContaining("marked-secret");
        Files.writeString(file, alice.line() + "\n" + alice.line());
        assertThatThrownBy(() -> open(file)).hasMessageContaining("alice twice");
        Files.delete(file);
        assertThatThrownBy(() -> open(file)).isInstanceOf(IOException.class).hasMessageContaining("tokens");
    }

    @Test
    void shouldLookAtCertificatesBeforeTokens() throws IOException {
        Pki pki = new Pki(folder, Instant.now());
        X509Certificate certificate = Pem.certificates(pki.certificate("client"), Pem.bytes(pki.certificate("client")))
                .getFirst();
        Optional<String> token = Optional.of("Bearer " + alice.token());
        Finding known = found("x509:CN=client,O=WAL Gateway");
        try (Callers both = Callers.open(terms(Optional.of(file(alice.line().toString()))), clock);
                Callers one = Callers.open(terms(Optional.empty()), clock)) {
            assertThat(both.find(new Presented(List.of(certificate), token, Optional.empty())))
                    .isEqualTo(known);
            assertThat(both.find(new Presented(List.of(), token, Optional.empty())))
                    .isEqualTo(found("token:alice"));
            assertThat(one.areAuthenticated()).isTrue();
            assertThat(one.find(new Presented(List.of(certificate), Optional.empty(), Optional.empty())))
                    .isEqualTo(known);
            assertThat(one.find(new Presented(List.of(), token, Optional.empty())))
                    .isInstanceOf(Finding.Unauthenticated.class);
        }
    }

    private static IdentityTerms terms(Optional<Path> tokens) {
        return new IdentityTerms(Optional.of(new IdentityTerms.Certificates(Set.of())), tokens, Optional.empty());
    }

    private void lookLater(TokenFile tokens) {
        clock.advance(Duration.ofSeconds(2));
        tokens.look();
    }

    private Callers open(Path file) throws IOException {
        return Callers.open(new IdentityTerms(Optional.empty(), Optional.of(file), Optional.empty()), clock);
    }

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("tokens"), List.of(lines));
    }

    private static Finding found(String principal) {
        return new Finding.Found(new Caller.Known(new Principal(principal)));
    }

    private static Presented bearer(String token) {
        return new Presented(List.of(), Optional.of("Bearer " + token), Optional.empty());
    }
}
