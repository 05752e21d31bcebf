package io.walgateway.plugin.opensearch.cluster;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.plugin.AnswerWait;
import io.walgateway.core.text.Reasons;
import io.walgateway.core.units.Durations;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The pooled connections to one cluster. Safe for any number of threads. */
public final class Cluster implements AutoCloseable {
    private static final String CLOSED = "this process is ending";

    private final String name;
    private final ClusterSettings settings;
    private final Nodes nodes;
    private final Authorization authorization;
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("opensearch-", 0).factory());
    private @Nullable HttpClient client;
    private boolean closed;

    public Cluster(String name, ClusterSettings settings, InstantSource clock) {
        this.name = name;
        this.settings = settings;
        this.nodes = new Nodes(settings.addresses());
        this.authorization = new Authorization(settings.credentials(), clock);
    }

    public ClusterSettings settings() {
        return settings;
    }

    /**
     * Sends a request to one node. A node that takes no connection is passed over for the next one. Returns within the
     * limit; when the thread is interrupted, the connection is given up.
     */
    public Reply exchange(Call call, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        Reply reply = new Reply.NotSent(this + ": no time was left for a request");
        for (Nodes.Node node : nodes.inTurn()) {
            long left = end - System.nanoTime();
            if (left <= 0 || !(reply instanceof Reply.NotSent)) {
                return reply;
            }
            reply = exchange(call, node, left);
        }
        return reply;
    }

    private Reply exchange(Call call, Nodes.Node node, long leftNanos) throws InterruptedException {
        try {
            Reply reply = send(client(), request(call, node.address()), call, node, leftNanos);
            if (reply instanceof Reply.Answered) {
                nodes.answered(node);
            } else {
                nodes.failed(node);
            }
            return reply;
        } catch (ConnectException e) {
            return new Reply.NotSent(this + ": " + CLOSED);
        } catch (IOException | GeneralSecurityException e) {
            return new Reply.NotSent(this + ": credentials or trusted certificates: " + Reasons.of(e));
        }
    }

    private static Reply send(HttpClient http, HttpRequest request, Call call, Nodes.Node node, long leftNanos)
            throws InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> response =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), call.answerBytesMax()));
        try {
            HttpResponse<byte[]> answer = AnswerWait.get(response, Duration.ofNanos(leftNanos));
            return new Reply.Answered(
                    node.address().toString(),
                    answer.statusCode(),
                    answer.headers().firstValue("retry-after"),
                    Bytes.wrap(answer.body()));
        } catch (ExecutionException e) {
            return ConnectFaults.notSent(e)
                    .<Reply>map(why -> new Reply.NotSent(node.address() + ": " + why))
                    .orElseGet(() -> new Reply.Broken(node.address() + ": " + Reasons.of(e)));
        } catch (TimeoutException e) {
            return new Reply.Late("no answer from " + node.address() + " in "
                    + Durations.format(Duration.ofNanos(leftNanos).truncatedTo(ChronoUnit.MILLIS)));
        } finally {
            response.cancel(true);
        }
    }

    private HttpRequest request(Call call, URI node) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node + call.path()))
                .version(HttpClient.Version.HTTP_1_1)
                .method(
                        call.method(),
                        call.body().isEmpty()
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(call.body().unsafeArray()));
        if (!call.body().isEmpty()) {
            request.header("Content-Type", "application/x-ndjson");
        }
        Optional<String> header = authorization.header();
        header.ifPresent(value -> request.header("Authorization", value));
        return request.build();
    }

    /** Made at the first request, and again at the next one while the certificates cannot be read. */
    private synchronized HttpClient client() throws IOException, GeneralSecurityException {
        if (closed) {
            throw new ConnectException(CLOSED);
        }
        HttpClient made = client;
        if (made == null) {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .connectTimeout(settings.connectTimeout())
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .executor(executor);
            if (settings.trusted().isPresent()) {
                builder.sslContext(
                        TrustedCertificates.context(settings.trusted().get()));
            }
            made = builder.build();
            client = made;
        }
        return made;
    }

    /** Ends requests under way. */
    @Override
    public synchronized void close() {
        closed = true;
        HttpClient made = client;
        if (made != null) {
            made.shutdownNow();
        }
        executor.shutdownNow();
    }

    @Override
    public String toString() {
        return ClusterSettings.TYPE + " cluster " + name;
    }
}
