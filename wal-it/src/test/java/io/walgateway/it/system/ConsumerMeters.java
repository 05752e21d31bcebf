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

    private static final String LAG = "wal_consumer_lag{";

    private final URI metrics;

    private ConsumerMeters(URI metrics) {
        this.metrics = metrics;
    }

    public static ConsumerMeters of(WalSystem system) {
        return new ConsumerMeters(system.consumerManagement().resolve("/metrics"));
    }

    /** How many deliveries were tried for a namespace, whatever they ended with. */
    public long attempts(String namespace) throws IOException, InterruptedException {
        return sum(ATTEMPTS, "namespace=\"" + namespace + "\"");
    }

    /** What is appended to one queue of a namespace and not yet settled there, by all that read it. */
    public long lag(String namespace, String queue) throws IOException, InterruptedException {
        return sum(LAG, "namespace=\"" + namespace + "\",queue=\"" + queue + "\"");
    }

    private long sum(String meter, String tags) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body()
                    .lines()
                    .filter(line -> line.startsWith(meter) && line.contains(tags))
                    .mapToLong(line -> Math.round(Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))))
                    .sum();
        }
    }
}
