package io.walgateway.plugin.opensearch;

import io.walgateway.testkit.component.Components;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes indexes of a cluster, and reads what is in them. */
final class Indexes implements AutoCloseable {
    /** The field {@code n} takes whole numbers alone; other fields take anything. */
    private static final String MAPPINGS = """
            "mappings": {"dynamic": false, "properties": {"n": {"type": "integer"}, "marker": {"type": "keyword"}}}""";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI cluster;
    private final HttpClient http = HttpClient.newHttpClient();

    Indexes(URI cluster) {
        this.cluster = cluster;
    }

    /** Creates an index, with more settings such as {@code "index.gc_deletes": "1s"}. */
    String create(String name, String... settings) {
        String more = settings.length == 0 ? "" : ", " + String.join(", ", settings);
        call(
                "PUT",
                "/" + name,
                "{\"settings\": {\"number_of_shards\": 2, \"number_of_replicas\": 0" + more + "}, " + MAPPINGS + "}");
        return name;
    }

    /** An index of this test alone. */
    String create() {
        return create(Components.uniqueName("orders"));
    }

    void set(String index, String setting) {
        call("PUT", "/" + index + "/_settings", "{" + setting + "}");
    }

    /** The document as it is stored; empty: there is none. */
    Optional<JsonNode> document(String index, String id) {
        JsonNode answer = call("GET", "/" + index + "/_doc/" + id, "");
        return answer.path("found").asBoolean(false) ? Optional.of(answer) : Optional.empty();
    }

    /** The text of a stored document. */
    Optional<String> source(String index, String id) {
        HttpResponse<String> answer = send("GET", "/" + index + "/_source/" + id, "");
        return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    }

    /** All documents of an index, up to 10,000, by id. */
    Map<String, JsonNode> all(String index) {
        call("POST", "/" + index + "/_refresh", "");
        Map<String, JsonNode> all = new TreeMap<>();
        call("GET", "/" + index + "/_search?size=10000&version=true", "")
                .path("hits")
                .path("hits")
                .forEach(hit -> all.put(hit.path("_id").asString(), hit));
        return all;
    }

    JsonNode call(String method, String path, String body) {
        return JSON.readTree(send(method, path, body).body());
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpResponse<String> send(String method, String path, String body) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(cluster + path))
                            .header("Content-Type", "application/json")
                            .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
