package io.walgateway.it.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** The metrics of the consumer's process; they begin anew with each of its starts. */
public final class ConsumerMeters {
    private static final String ATTEMPTS = "wal_consumer_attempts_total{";

    private final URI metrics;

    private ConsumerMeters(URI metrics) {
        this.metrics = metrics;
    }

    public static ConsumerMeters of(WalSystem system) {
        return new ConsumerMeters(system.consumerManagement().resolve("/metrics"));
    }

    /** How many deliveries were tried for a namespace, whatever they ended with. */
    public long attempts(String namespace) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body()
                    .lines()
                    .filter(line -> line.startsWith(ATTEMPTS) && line.contains("namespace=\"" + namespace + "\""))
                    .mapToLong(line -> Math.round(Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))))
                    .sum();
        }
    }
}
