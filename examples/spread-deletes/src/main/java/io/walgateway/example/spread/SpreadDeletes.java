package io.walgateway.example.spread;

import io.walgateway.client.WalClient;
import io.walgateway.client.WalStream;
import io.walgateway.client.Write;
import io.walgateway.client.WriteReceipt;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A burst of deletes, through a namespace that spreads them.
 *
 * @param gateway      the server's address, such as {@code 127.0.0.1:7070}
 * @param controlPlane where the namespace is put
 * @param kafka        bootstrap servers of the cluster {@code default}
 * @param namespace    its name
 * @param deletes      how many, at least 1
 * @param spread       over how long, at least 1 s
 */
public record SpreadDeletes(
        String gateway, URI controlPlane, String kafka, String namespace, int deletes, Duration spread) {
    private static final Duration SERVED_WITHIN = Duration.ofSeconds(20);
    private static final Duration LATE_AT_MOST = Duration.ofMinutes(5);
    private static final Duration SECOND = Duration.ofSeconds(1);

    public SpreadDeletes {
        if (deletes < 1) {
            throw new IllegalArgumentException("deletes: " + deletes + " (expected: >= 1)");
        }
        if (spread.toSeconds() < 1) {
            throw new IllegalArgumentException("over: " + spread + " (expected: >= 1 s)");
        }
    }

    /**
     * Writes all deletes as fast as the gateway accepts them, and watches them arrive.
     *
     * @param say receives progress, line by line
     * @throws IOException when the namespace cannot be put, a delete was not durable, or not all arrived
     */
    public Curve run(Consumer<String> say) throws IOException, InterruptedException {
        SpreadNamespace spreading = new SpreadNamespace(namespace, spread);
        spreading.create(controlPlane, kafka);
        try (WalClient client = WalClient.builder()
                        .address(gateway)
                        .deadline(Duration.ofSeconds(60))
                        .build();
                Arrivals arrivals = new Arrivals(kafka, spreading.topic(), deletes)) {
            awaitServed(client);
            arrivals.begin();
            Duration burst = burst(client, say);
            watch(arrivals, burst, say);
            return arrivals.curve(burst, spread);
        }
    }

    private Duration burst(WalClient client, Consumer<String> say) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        AtomicInteger durable = new AtomicInteger();
        try (WalStream stream = client.openStream()) {
            for (int i = 0; i < deletes; i++) {
                stream.append(delete(i)).thenAccept(receipt -> {
                    if (receipt.isDurable()) {
                        durable.incrementAndGet();
                    }
                });
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        say.accept("%,d of %,d deletes are durable after %,d ms; they are due over the next %d s"
                .formatted(durable.get(), deletes, took.toMillis(), spread.toSeconds()));
        if (durable.get() < deletes) {
            throw new IOException("not all deletes are durable");
        }
        return took;
    }

    private Write delete(int i) {
        String id = Integer.toString(i);
        return Write.to(namespace).orderingKey(id).payload("{\"@delete\": {\"id\": \"" + id + "\"}}");
    }

    private void watch(Arrivals arrivals, Duration burst, Consumer<String> say)
            throws IOException, InterruptedException {
        long seconds = spread.plus(burst).plus(LATE_AT_MOST).toSeconds();
        for (long second = 0; second < seconds; second++) {
            if (arrivals.awaitAll(SECOND)) {
                say.accept("%,d have arrived, each once or more".formatted(arrivals.count()));
                return;
            }
            say.accept("%,d of %,d have arrived".formatted(arrivals.count(), deletes));
        }
        throw new IOException("only " + arrivals.count() + " of " + deletes + " have arrived");
    }

    /**
     * The server follows the control plane within about a second; a write with an invalid delay tells whether it has.
     */
    private void awaitServed(WalClient client) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Write refused = Write.to(namespace).delay(Duration.ofSeconds(-1));
        while (System.nanoTime() - begin < SERVED_WITHIN.toNanos()) {
            if (client.writeAndWait(refused) instanceof WriteReceipt.Refused answer
                    && answer.code().equals("INVALID_ARGUMENT")) {
                return;
            }
        }
        throw new IOException("the server at " + gateway + " does not serve " + namespace);
    }
}
