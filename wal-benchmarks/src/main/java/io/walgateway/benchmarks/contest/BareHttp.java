package io.walgateway.benchmarks.contest;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The JDK's client, asynchronous, over HTTP/1.1; it looks at the status alone. It runs on virtual threads, which take
 * less processor time than the client's own pool.
 */
final class BareHttp implements Contestant {
    private final URI url;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();

    BareHttp(URI url) {
        this.url = url;
    }

    @Override
    public Loop loop(int atOnce, Count count) {
        return new PipelinedLoop(
                atOnce,
                1,
                count,
                number -> http.sendAsync(request(number), BodyHandlers.discarding())
                        .thenAccept(BareHttp::require));
    }

    private HttpRequest request(long number) {
        return HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Payloads.json(number)))
                .build();
    }

    private static void require(HttpResponse<?> answer) {
        if (answer.statusCode() != 204) {
            throw new IllegalStateException("answered " + answer.statusCode());
        }
    }

    @Override
    public void close() {
        http.close();
        threads.close();
    }
}
