package io.walgateway.standalone.control;

import io.walgateway.cli.rest.Causes;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.standalone.folder.DataFolder;
import io.walgateway.standalone.folder.RunRecord;
import io.walgateway.standalone.part.PartName;
import io.walgateway.standalone.part.PartOrder;
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

/** Sends orders to the supervisor of a data folder. */
public record ControlClient(RunRecord record) {

    /**
     * The answer of a supervisor.
     *
     * @param text the supervisor's message
     */
    public record Answer(int status, String text) {}

    /** Empty if no supervisor runs on the folder now. */
    public static Optional<ControlClient> of(DataFolder data) {
        return RunRecord.supervisor(data).flatMap(_ -> RunRecord.read(data)).map(ControlClient::new);
    }

    /**
     * A supervisor of a data folder.
     *
     * @throws CliException if none runs on the folder now
     */
    public static ControlClient require(DataFolder data) {
        return of(data).orElseThrow(() ->
                new CliException("no stack runs on %s (expected: one; ./wal up starts it)".formatted(data.path())));
    }

    public Answer status(boolean json) {
        HttpResponse<String> response = send("GET", json ? "/status/json" : "/status", BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    /**
     * Returns what was done.
     *
     * @throws CliException if it was refused or failed
     */
    public String carryOut(PartOrder order, PartName part) {
        return done(send("POST", "/" + order.text() + "/" + part.text(), BodyHandlers.ofString()));
    }

    /** The same for an order for links between regions. */
    public String carryOut(LinkOrder order) {
        return done(send("POST", order.path(), BodyHandlers.ofString()));
    }

    /** The links between regions, one in a row. */
    public String links() {
        return done(send("GET", "/region", BodyHandlers.ofString()));
    }

    private static String done(HttpResponse<String> response) {
        return switch (response.statusCode()) {
            case ControlServer.DONE -> response.body();
            case ControlServer.MISUSED -> throw CliException.misused(response.body());
            default -> throw new CliException(response.body());
        };
    }

    /** Stops the stack. The lines arrive as the parts stop; the stream ends when all have stopped. */
    public Stream<String> down() {
        return send("POST", "/down", BodyHandlers.ofLines()).body();
    }

    private <T> HttpResponse<T> send(String method, String path, BodyHandler<T> handler) {
        URI uri = URI.create("http://127.0.0.1:%d%s".formatted(record.controlPort(), path));
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header(ControlServer.TOKEN_HEADER, record.token())
                .method(method, BodyPublishers.noBody())
                .build();
        try {
            // Not closed: close would wait for the end of the answer, which is read as it arrives.
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
