package io.walgateway.config.catalog;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Plays the watch protocol on a real port; can go away, come back on the same port, and answer nonsense. */
final class ScriptedControlPlane implements AutoCloseable {
    private final Map<String, Stored> namespaces = new TreeMap<>();
    private final List<String> queries = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private final int port;
    private long revision;
    private String nonsense = "";
    private int status = 200;
    private boolean silent;

    private record Stored(long change, String json) {}

    ScriptedControlPlane() throws IOException {
        server = start(0);
        port = server.getAddress().getPort();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    List<String> queries() {
        return queries;
    }

    synchronized void put(String name, String shard, String document) {
        store(name, "\"shard\": \"%s\", \"document\": %s".formatted(shard, document));
    }

    synchronized void end(String name, String document) {
        store(name, "\"shard\": \"default\", \"ending\": true, \"document\": " + document);
    }

    synchronized void delete(String name) {
        store(name, "\"deleted\": true");
    }

    /** A store with nothing in it, whose changes count from the beginning. */
    synchronized void forgetEverything() {
        namespaces.clear();
        revision = 0;
        notifyAll();
    }

    synchronized void answerNonsense(int statusCode, String body) {
        status = statusCode;
        nonsense = body;
        notifyAll();
    }

    /** Questions are taken and not answered until {@link #speak}. */
    synchronized void fallSilent() {
        silent = true;
    }

    synchronized void speak() {
        silent = false;
        notifyAll();
    }

    void stop() {
        server.stop(0);
    }

    void restart() throws IOException {
        server = start(port);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void store(String name, String rest) {
        revision++;
        namespaces.put(
                name, new Stored(revision, "{\"name\": \"%s\", \"revision\": %d, %s}".formatted(name, revision, rest)));
        notifyAll();
    }

    private HttpServer start(int onPort) throws IOException {
        HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), onPort), 0);
        started.createContext("/v1/watch", this::answer);
        started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        started.start();
        return started;
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> query = new HashMap<>();
        for (String pair : exchange.getRequestURI().getQuery().split("&", -1)) {
            query.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        queries.add(exchange.getRequestURI().getQuery());
        awaitSpeech();
        byte[] body = body(
                        Long.parseLong(query.getOrDefault("after", "0")),
                        Long.parseLong(query.getOrDefault("wait", "0s").replace("s", "")))
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private synchronized void awaitSpeech() throws IOException {
        try {
            while (silent) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", e);
        }
    }

    private synchronized String body(long after, long waitSeconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(waitSeconds);
        while (nonsense.isEmpty() && revision == after && System.nanoTime() < end) {
            try {
                wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return "";
            }
        }
        if (!nonsense.isEmpty()) {
            return nonsense;
        }
        List<String> changed = new ArrayList<>();
        namespaces.values().stream()
                .filter(stored -> stored.change() > after)
                .forEach(stored -> changed.add(stored.json()));
        return "{\"revision\": %d, \"namespaces\": [%s]}"
                .formatted(revision, changed.stream().collect(Collectors.joining(",")));
    }
}
