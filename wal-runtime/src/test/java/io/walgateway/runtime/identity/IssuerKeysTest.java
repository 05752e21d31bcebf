package io.walgateway.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import io.walgateway.core.identity.IdentityTerms;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private HttpServer server;
    private String issuer;
    private JWKSet published;

    @BeforeEach
    void start() throws Exception {
        published = new JWKSet(new ECKeyGenerator(Curve.P_256).keyID("one").generate());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String page = pages.get(exchange.getRequestURI().getPath());
            byte[] body = (page == null ? "" : page).getBytes(StandardCharsets.UTF_8);
            try (exchange) {
                exchange.sendResponseHeaders(page == null ? 404 : 200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        pages.put("/keys", published.toString());
        pages.put("/.well-known/openid-configuration", discovery(issuer));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldFindTheKeysByDiscovery() throws Exception {
        assertThat(keys(Optional.empty()).fetch()).isEqualTo(published.toPublicJWKSet());
    }

    @Test
    void shouldTakeTheAddressOfTheSettingsFirst() throws Exception {
        pages.remove("/.well-known/openid-configuration");
        assertThat(keys(Optional.of(URI.create(issuer + "/keys"))).fetch()).isEqualTo(published.toPublicJWKSet());
    }

    @Test
    void shouldKeepNoPrivateKey() throws Exception {
        assertThat(keys(Optional.empty()).fetch().getKeys()).noneMatch(key -> key.isPrivate());
    }

    @Test
    void shouldRefuseTheDocumentOfAnotherIssuer() {
        pages.put("/.well-known/openid-configuration", discovery("http://other"));
        assertFails("is of issuer http://other");
    }

    @Test
    void shouldRefuseWhatIsNoSetOfKeys() {
        pages.put("/keys", "{}");
        assertFails("/keys");
        pages.put("/keys", "{\"keys\":[]}");
        assertFails("0 keys");
        pages.put("/keys", " ".repeat((1 << 20) + 1));
        assertFails("more than");
        pages.remove("/keys");
        assertFails("answered 404");
    }

    private void assertFails(String why) {
        assertThatThrownBy(() -> keys(Optional.empty()).fetch())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }

    private IssuerKeys keys(Optional<URI> address) {
        return new IssuerKeys(new IdentityTerms.Jwt(issuer, "wal", address));
    }

    private String discovery(String named) {
        return "{\"issuer\":\"" + named + "\",\"jwks_uri\":\"" + issuer + "/keys\"}";
    }
}
