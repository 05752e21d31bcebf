package io.walgateway.example.spread;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** The namespace of the example, and the topic to which it delivers. */
record SpreadNamespace(String name, Duration spread) {

    /** Spreading needs only {@code delay.random}; the writers are unaware of it. */
    String document() {
        return """
                {"persistence_configurations": {"persistence_configuration": [{
                   "physical_storage": {"type": "KAFKA"},
                   "config": {"partitions": 4, "target": {"type": "kafka", "topic": "%s"}}}]},
                 "limits": {"delay-max": "%dms"},
                 "delay": {"random": "%dms"}}
                """.formatted(topic(), Math.max(spread.toMillis(), 3_600_000), spread.toMillis());
    }

    String topic() {
        return name + "-out";
    }

    /** Creates topic and namespace. An existing topic is kept, and an existing namespace gets this document. */
    void create(URI controlPlane, String servers) throws IOException, InterruptedException {
        createTopic(servers);
        HttpRequest request = HttpRequest.newBuilder(controlPlane.resolve("/v1/namespaces/" + name))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(document()))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IOException(
                        "namespace " + name + " could not be put: " + answer.statusCode() + " " + answer.body());
            }
        }
    }

    private void createTopic(String servers) throws IOException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(topic(), 1, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IOException("topic " + topic() + " could not be created", e.getCause());
            }
        }
    }
}
