package io.walgateway.benchmarks.contest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;

/** A hand-made loop of bulk requests of 250 documents with versions. */
final class BareBulk implements Contestant {
    static final String INDEX = "bench";

    private static final int DOCUMENTS = 250;

    private final URI cluster;
    private final HttpClient http = HttpClient.newHttpClient();
    private long loads;

    BareBulk(URI cluster) {
        this.cluster = cluster;
    }

    /** Replaces the index by an empty one: a larger index is slower. */
    void clear() {
        try {
            http.send(request("/" + INDEX).DELETE().build(), BodyHandlers.discarding());
            int status = http.send(
                            request("/" + INDEX)
                                    .PUT(BodyPublishers.ofString("{\"settings\": {\"number_of_replicas\": 0}}"))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
            if (status != 200) {
                throw new IllegalStateException("the index could not be created: " + status);
            }
        } catch (IOException e) {
            throw new IllegalStateException("no answer from " + cluster, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public Loop loop(int atOnce, Count count) {
        // Ids that the target's messages do not have.
        long load = -1 - loads++;
        return new PipelinedLoop(atOnce, DOCUMENTS, count, number -> bulk(load, number));
    }

    private CompletionStage<?> bulk(long load, long number) {
        StringBuilder body = new StringBuilder();
        for (long document = number * DOCUMENTS; document < (number + 1) * DOCUMENTS; document++) {
            body.append("{\"index\":{\"_id\":\"")
                    .append(Payloads.id(load, document))
                    .append("\",\"version\":1,\"version_type\":\"external_gte\"}}\n")
                    .append(new String(Payloads.json(document), StandardCharsets.UTF_8))
                    .append('\n');
        }
        HttpRequest request = request("/" + INDEX + "/_bulk?filter_path=errors")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        return http.sendAsync(request, BodyHandlers.ofString()).thenAccept(BareBulk::requireNoErrors);
    }

    private static void requireNoErrors(HttpResponse<String> answer) {
        if (!answer.body().contains("\"errors\":false")) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(cluster.resolve(path)).header("Content-Type", "application/json");
    }

    @Override
    public void close() {
        http.close();
    }
}
