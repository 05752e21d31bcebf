package io.walgateway.config.catalog;

import io.walgateway.core.text.Reasons;
import io.walgateway.core.tls.LiveTls;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Asks a control plane for changes. */
final class WatchClient implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    /** How much longer than requested an answer may take. */
    private static final Duration GRACE = Duration.ofSeconds(2);
    /** The complete state takes longer to read than a change. */
    private static final Duration EVERYTHING = Duration.ofSeconds(10);

    private static final long ANSWER_BYTES_MAX = 256L << 20;

    private final HttpClient http;
    private final String base;
    private final Optional<Path> token;
    private final Role role;
    private final String shard;
    private final String region;
    /** Identifies this process to the control plane, which reports how far it is. */
    private final UUID instance = UUID.randomUUID();

    /**
     * @param tls    for an address with https; empty: the Java runtime's own
     * @param token  a file with the bearer token of this process, read for each question; empty: it sends none
     * @param region of this process; empty text: not named
     */
    WatchClient(URI controlPlane, Optional<LiveTls> tls, Optional<Path> token, Role role, String shard, String region) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_TIMEOUT);
        tls.ifPresent(live -> builder.sslContext(live.context()).sslParameters(live.callerParameters()));
        this.http = builder.build();
        this.token = token;
        this.region = region;
        this.base = controlPlane.toString().replaceFirst("/+$", "");
        this.role = role;
        this.shard = shard;
    }

    /**
     * The changes after a revision, as soon as there are any; after 0, the complete state.
     *
     * @param wait how long to wait for a change
     * @throws IOException when there is no valid answer
     */
    WatchAnswer ask(long after, Duration wait) throws IOException, InterruptedException {
        URI uri = URI.create(base + "/v1/watch?after=" + after + "&wait=" + wait.toSeconds() + "s&shard="
                + URLEncoder.encode(shard, StandardCharsets.UTF_8) + "&instance=" + instance + "&role=" + role.text()
                + (region.isEmpty() ? "" : "&region=" + URLEncoder.encode(region, StandardCharsets.UTF_8)));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(after == 0 ? EVERYTHING : wait.plus(GRACE));
        if (token.isPresent()) {
            request.header("Authorization", "Bearer " + secret(token.get()));
        }
        HttpResponse<String> response = send(request.build());
        if (response.statusCode() != 200) {
            throw new IOException(
                    "%s answers %d%s".formatted(base, response.statusCode(), WatchAnswer.refusal(response.body())));
        }
        return WatchAnswer.read(response.body());
    }

    private static String secret(Path file) throws IOException {
        String secret = Files.readString(file, StandardCharsets.UTF_8).strip();
        if (secret.isEmpty() || !secret.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IOException(file + " (expected: a file with one token)");
        }
        return secret;
    }

    /** The address of the control plane. */
    @Override
    public String toString() {
        return base;
    }

    /** Adds the address to errors, since the client's own errors leave it out. */
    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, BodyHandlers.limiting(BodyHandlers.ofString(), ANSWER_BYTES_MAX));
        } catch (IOException e) {
            throw new IOException(base + ": " + Reasons.of(e), e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
