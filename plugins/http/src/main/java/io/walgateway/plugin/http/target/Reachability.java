package io.walgateway.plugin.http.target;

import io.walgateway.core.text.Reasons;
import io.walgateway.plugin.http.address.Origin;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Checks whether a server accepts connections. Name resolution has no time-out, so another thread waits for it. */
final class Reachability implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** The reason why no connection was made; empty: one was made. */
    Optional<String> trouble(Origin origin) {
        Future<Optional<String>> look = threads.submit(() -> connect(origin));
        try {
            return look.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            return Optional.of(Reasons.of(e));
        } catch (TimeoutException e) {
            return Optional.of("no connection in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("this process is ending");
        } finally {
            look.cancel(true);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static Optional<String> connect(Origin origin) {
        String host = origin.host().replaceAll("[\\[\\]]", "");
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, origin.port()), Math.toIntExact(PATIENCE.toMillis()));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Reasons.of(e));
        }
    }
}
