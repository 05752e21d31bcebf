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
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Asks a consumer what its pipelines hold. */
record PipelinesView(URI address, Optional<SSLContext> tls) {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    /** @param tls of a stack that speaks TLS alone */
    static PipelinesView of(Ports ports, Optional<SSLContext> tls) {
        String scheme = tls.isPresent() ? "https" : "http";
        return new PipelinesView(
                URI.create(scheme + "://127.0.0.1:%d/pipelines".formatted(ports.consumerManagement())), tls);
    }

    /** @throws CliException if the consumer does not answer */
    PipelinesTable read() {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(ANSWER_WITHIN).build();
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN);
        tls.ifPresent(builder::sslContext);
        try (HttpClient http = builder.build()) {
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
