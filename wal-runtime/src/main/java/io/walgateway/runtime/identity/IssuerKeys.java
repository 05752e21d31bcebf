package io.walgateway.runtime.identity;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.walgateway.core.identity.IdentityTerms;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;

/** Fetches an issuer's keys over HTTP, from the address in the settings or by OpenID Connect Discovery. */
final class IssuerKeys implements KeySource {
    private static final int BYTES_MAX = 1 << 20;
    private static final int KEYS_MAX = 100;
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final IdentityTerms.Jwt terms;
    /** Follows no redirects: keys come from where the settings or the issuer say. */
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    IssuerKeys(IdentityTerms.Jwt terms) {
        this.terms = terms;
    }

    @Override
    public JWKSet fetch() throws IOException, InterruptedException {
        URI address = terms.keys().isPresent() ? terms.keys().get() : discovered();
        JWKSet keys;
        try {
            keys = JWKSet.parse(get(address));
        } catch (ParseException e) {
            throw new IOException(address + " has no set of keys (expected: RFC 7517)", e);
        }
        if (keys.isEmpty() || keys.size() > KEYS_MAX) {
            throw new IOException(address + " has " + keys.size() + " keys (expected: 1 to " + KEYS_MAX + ")");
        }
        return keys.toPublicJWKSet();
    }

    private URI discovered() throws IOException, InterruptedException {
        URI address = URI.create(terms.issuer().replaceFirst("/$", "") + DISCOVERY);
        try {
            Map<String, Object> document = JSONObjectUtils.parse(get(address));
            String issuer = JSONObjectUtils.getString(document, "issuer");
            if (!terms.issuer().equals(issuer)) {
                throw new IOException(address + " is of issuer " + issuer + " (expected: " + terms.issuer() + ")");
            }
            URI keys = JSONObjectUtils.getURI(document, "jwks_uri");
            if (keys == null || !(isSecure(keys) || !isSecure(address))) {
                throw new IOException(address + " has jwks_uri " + keys + " (expected: an https address)");
            }
            return keys;
        } catch (ParseException e) {
            throw new IOException(address + " has no discovery document (expected: OpenID Connect Discovery)", e);
        }
    }

    private static boolean isSecure(URI address) {
        return "https".equals(address.getScheme());
    }

    private String get(URI address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(ANSWER)
                .header("Accept", "application/json")
                .build();
        HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw new IOException(address + " answered " + response.statusCode() + " (expected: 200)");
            }
            byte[] bytes = body.readNBytes(BYTES_MAX + 1);
            if (bytes.length > BYTES_MAX) {
                throw new IOException(address + " answered more than " + BYTES_MAX + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
