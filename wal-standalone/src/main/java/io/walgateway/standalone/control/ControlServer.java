package io.walgateway.standalone.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.cli.terminal.ExitCode;
import io.walgateway.standalone.part.PartName;
import io.walgateway.standalone.part.PartOrder;
import io.walgateway.standalone.part.StatusTable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Accepts the orders of other commands, on a free port of 127.0.0.1, from callers that could read the token. */
public final class ControlServer implements AutoCloseable {

    static final String TOKEN_HEADER = "Wal-Token";

    public static final int DONE = 200;
    static final int MISUSED = 400;
    static final int FORBIDDEN = 403;
    static final int FAILED = 409;
    static final int NOT_ALL_UP = 503;

    private final Orders orders;
    private final String token;
    private final HttpServer server;

    /** The orders that can be given. */
    public interface Orders {

        StatusTable status();

        /** Returns a sentence on what was done. */
        String carryOut(PartOrder order, PartName part);

        /** The links between regions, one in a row. */
        String links();

        /** Returns a sentence for each link on what was done. */
        String carryOut(LinkOrder order);

        /** Stops everything; each line of progress goes to {@code progress} as well. */
        void down(Consumer<String> progress);

        /** Called after the answer to {@link #down} was sent. */
        void exit();
    }

    private ControlServer(Orders orders, String token, HttpServer server) {
        this.orders = orders;
        this.token = token;
        this.server = server;
    }

    public static ControlServer start(Orders orders, String token) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ControlServer control = new ControlServer(orders, token, http);
            http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            http.createContext("/", control::handle);
            http.start();
            return control;
        } catch (IOException e) {
            throw new UncheckedIOException("the supervisor cannot listen for orders", e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!token.equals(exchange.getRequestHeaders().getFirst(TOKEN_HEADER))) {
                answer(exchange, FORBIDDEN, "the token is missing or wrong");
                return;
            }
            obey(exchange);
        }
    }

    private void obey(HttpExchange exchange) throws IOException {
        String[] words = exchange.getRequestURI().getPath().substring(1).split("/");
        switch (words[0]) {
            case "status" -> {
                StatusTable table = orders.status();
                answer(exchange, table.allUp() ? DONE : NOT_ALL_UP, words.length > 1 ? table.json() : table.render());
            }
            case "down" -> down(exchange);
            case "region" -> region(exchange, Arrays.copyOfRange(words, 1, words.length));
            default -> carryOut(exchange, words);
        }
    }

    private void carryOut(HttpExchange exchange, String[] words) throws IOException {
        answer(exchange, () -> orders.carryOut(PartOrder.of(words[0]), PartName.of(words[words.length - 1])));
    }

    private void region(HttpExchange exchange, String... words) throws IOException {
        answer(exchange, () -> words.length == 0 ? orders.links() : orders.carryOut(LinkOrder.of(words)));
    }

    private static void answer(HttpExchange exchange, Supplier<String> done) throws IOException {
        String text;
        try {
            text = done.get();
        } catch (CliException e) {
            answer(
                    exchange,
                    e.exitCode() == ExitCode.MISUSED.code() ? MISUSED : FAILED,
                    String.valueOf(e.getMessage()));
            return;
        } catch (RuntimeException e) {
            answer(exchange, FAILED, String.valueOf(e.getMessage()));
            return;
        }
        answer(exchange, DONE, text);
    }

    private void down(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(DONE, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            orders.down(line -> write(body, line));
        }
        orders.exit();
    }

    private static void write(OutputStream body, String line) {
        try {
            synchronized (body) {
                body.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                body.flush();
            }
        } catch (IOException gone) {
            // The caller does not wait for the answer; the order stands.
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
