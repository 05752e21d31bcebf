package io.walgateway.example.entropy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The index in OpenSearch. */
final class SearchIndex implements AutoCloseable {
    static final String INDEX = "entropy";
    /** The member of a document that stands for a deleted key. */
    static final String DELETED = "@delete";

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    /** The most that a search returns at once by default. */
    private static final int PAGE = 10_000;

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final URI node;
    private final HttpClient http = HttpClient.newHttpClient();

    private SearchIndex(URI node) {
        this.node = node;
    }

    /** Makes an empty index. */
    static SearchIndex open(URI node) throws IOException, InterruptedException {
        SearchIndex index = new SearchIndex(node);
        index.ask("DELETE", "/" + INDEX, "");
        index.ask("PUT", "/" + INDEX, """
                {"settings": {"number_of_replicas": 0},
                 "mappings": {"dynamic": false, "properties": {"id": {"type": "keyword"}, "n": {"type": "long"}}}}
                """);
        return index;
    }

    /** The documents of keys that were not deleted. */
    Map<String, Integer> read() throws IOException, InterruptedException {
        ask("POST", "/" + INDEX + "/_refresh", "");
        JsonNode answer =
                ask("POST", "/" + INDEX + "/_search", "{\"size\": %d, \"query\": {\"match_all\": {}}}".formatted(PAGE));
        Map<String, Integer> documents = new HashMap<>();
        for (JsonNode hit : answer.path("hits").path("hits")) {
            JsonNode source = hit.path("_source");
            if (source.path(DELETED).isMissingNode()) {
                documents.put(hit.path("_id").asString(), source.path("n").asInt());
            }
        }
        return documents;
    }

    private JsonNode ask(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(node.resolve(path))
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        boolean absent = method.equals("DELETE") && answer.statusCode() == NOT_FOUND;
        if (answer.statusCode() != OK && !absent) {
            throw new IOException(
                    "OpenSearch: %s %s: %d %s".formatted(method, path, answer.statusCode(), answer.body()));
        }
        return JsonMapper.shared().readTree(answer.body());
    }

    @Override
    public void close() {
        http.close();
    }
}
