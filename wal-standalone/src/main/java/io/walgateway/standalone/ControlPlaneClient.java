package io.walgateway.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * The one request to the control plane that a stack needs for itself.
 *
 * @param address such as {@code http://127.0.0.1:7080}
 */
record ControlPlaneClient(URI address) {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final int TRIES = 5;
    private static final int EXISTS = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final int ERRORS = 400;
    private static final int UNAVAILABLE = 503;

    /** Whether it was created; false if there is one of this name already, which stays as it is. */
    boolean createNamespace(String name, String document) {
        URI uri = address.resolve("/v1/namespaces/" + name);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", "application/json")
                .header("If-None-Match", "*")
                .header("Wal-Author", "wal-up")
                .header("Wal-Reason", "a namespace to try things with")
                .PUT(BodyPublishers.ofString(document))
                .build();
        HttpResponse<String> answer = sendUntilServed(request);
        if (answer.statusCode() == EXISTS || answer.statusCode() == PRECONDITION_FAILED) {
            return false;
        }
        if (answer.statusCode() >= ERRORS) {
            throw new StandaloneException(
                    "namespace %s could not be created: %d %s".formatted(name, answer.statusCode(), answer.body()));
        }
        return true;
    }

    /** On a busy machine, the broker that has just started may not answer in time at first. Each try waits for that itself. */
    private static HttpResponse<String> sendUntilServed(HttpRequest request) {
        HttpResponse<String> answer = send(request);
        for (int more = 1; more < TRIES && answer.statusCode() == UNAVAILABLE; more++) {
            answer = send(request);
        }
        return answer;
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new StandaloneException("the control plane does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StandaloneException("interrupted", e);
        }
    }
}
