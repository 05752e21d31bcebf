package io.walgateway.standalone;

import io.walgateway.cli.rest.Causes;
import io.walgateway.cli.terminal.CliException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.stream.Stream;

/** Gives orders to the supervisor of a data folder. */
record ControlClient(RunRecord record) {

    /** @param text what the supervisor says */
    record Answer(int status, String text) {}

    /** Empty if nobody supervises the folder now. */
    static Optional<ControlClient> of(DataFolder data) {
        return RunRecord.supervisor(data).flatMap(_ -> RunRecord.read(data)).map(ControlClient::new);
    }

    Answer status(boolean json) {
        HttpResponse<String> response = send("GET", json ? "/status/json" : "/status", BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    Answer carryOut(PartOrder order, PartName part) {
        HttpResponse<String> response = send("POST", "/" + order.text() + "/" + part.text(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    /** The lines come as the parts stop; the stream ends when all have. */
    Stream<String> down() {
        return send("POST", "/down", BodyHandlers.ofLines()).body();
    }

    private <T> HttpResponse<T> send(String method, String path, BodyHandler<T> handler) {
        URI uri = URI.create("http://127.0.0.1:%d%s".formatted(record.controlPort(), path));
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header(ControlServer.TOKEN_HEADER, record.token())
                .method(method, BodyPublishers.noBody())
                .build();
        try {
            // Not closed: that would wait for the end of the answer, which is read as it comes.
            return HttpClient.newHttpClient().send(request, handler);
        } catch (IOException e) {
            throw new CliException(
                    "no supervisor answers at %s: %s (./wal down ends what is left of it)"
                            .formatted(uri.getAuthority(), Causes.of(e)),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("interrupted", e);
        }
    }
}
