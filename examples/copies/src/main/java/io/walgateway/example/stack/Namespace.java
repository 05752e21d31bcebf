package io.walgateway.example.stack;

import io.walgateway.client.WalClient;
import io.walgateway.client.Write;
import io.walgateway.client.WriteReceipt;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * The namespace of an example.
 *
 * @param document in JSON
 */
public record Namespace(String name, String document) {
    private static final Duration PUT_WITHIN = Duration.ofSeconds(60);
    private static final Duration SERVED_WITHIN = Duration.ofSeconds(30);
    private static final int FIRST_REFUSAL = 300;

    /** Puts the document; a namespace of this name gets it as its new revision. */
    public void put(URI controlPlane) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(controlPlane.resolve("/v1/namespaces/" + name))
                .timeout(PUT_WITHIN)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(document))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= FIRST_REFUSAL) {
                throw new IOException(
                        "namespace " + name + " could not be put: " + answer.statusCode() + " " + answer.body());
            }
        }
    }

    /**
     * Returns when the server serves it: the server follows the control plane within about a second, and a write with
     * an invalid delay tells whether it has.
     */
    public void awaitServed(WalClient client) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Write refused = Write.to(name).delay(Duration.ofSeconds(-1));
        while (System.nanoTime() - begin < SERVED_WITHIN.toNanos()) {
            if (client.writeAndWait(refused) instanceof WriteReceipt.Refused answer
                    && answer.code().equals("INVALID_ARGUMENT")) {
                return;
            }
        }
        throw new IOException("the server does not serve " + name + " (./wal status shows what runs)");
    }
}
