package io.walgateway.standalone.command;

import io.walgateway.cli.rest.Causes;
import io.walgateway.cli.rest.UnreachableException;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.standalone.folder.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a consumer what its pipelines hold. */
record PipelinesView(URI address) {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    static PipelinesView of(Ports ports) {
        return new PipelinesView(URI.create("http://127.0.0.1:%d/pipelines".formatted(ports.consumerManagement())));
    }

    /** @throws CliException if the consumer does not answer */
    PipelinesTable read() {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(ANSWER_WITHIN).build();
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build()) {
            return PipelinesTable.parse(
                    http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UnreachableException(
                    "no consumer answers at %s: %s (./wal status shows whether it runs, ./wal start consumer starts it)"
                            .formatted(address, Causes.of(e)),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("interrupted", e);
        }
    }
}
