package io.walgateway.it.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Indices whose documents have one field, {@code value}. */
public final class Indices implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI cluster;

    public Indices(URI cluster) {
        this.cluster = cluster;
    }

    /** Makes an index that knows the versions of deleted documents for an hour. */
    public void create(String index) throws IOException, InterruptedException {
        call("PUT", "/" + index, "{\"settings\": {\"number_of_replicas\": 0, \"index.gc_deletes\": \"1h\"}}");
    }

    /** The values of all documents, by their ids. */
    public Map<String, String> values(String index) throws IOException, InterruptedException {
        call("POST", "/" + index + "/_refresh", "");
        JsonNode hits = JsonMapper.shared()
                .readTree(call("GET", "/" + index + "/_search?size=1000", ""))
                .at("/hits/hits");
        Map<String, String> values = new TreeMap<>();
        hits.forEach(hit ->
                values.put(hit.path("_id").asString(), hit.at("/_source/value").asString()));
        return values;
    }

    private String call(String method, String path, String body) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(cluster.resolve(path))
                        .header("Content-Type", "application/json")
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    @Override
    public void close() {
        http.close();
    }
}
