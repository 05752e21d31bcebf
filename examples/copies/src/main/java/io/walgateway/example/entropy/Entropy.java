package io.walgateway.example.entropy;

import io.walgateway.client.WalClient;
import io.walgateway.client.WalStream;
import io.walgateway.client.Write;
import io.walgateway.example.stack.LocalStack;
import io.walgateway.example.stack.Namespace;
import io.walgateway.example.stack.Pace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Changes of keys in a namespace with two targets, which both end with the same.
 *
 * @param rate     changes a second
 * @param patience how long the last changes may take
 */
record Entropy(LocalStack stack, String name, double rate, Duration patience) {
    private static final double LOOKS_PER_SECOND = 1;

    private static final String DOCUMENT = """
            {"persistence_configurations": {"persistence_configuration": [{
               "physical_storage": {"type": "KAFKA"},
               "config": {"partitions": 4, "targets": [
                 {"type": "cassandra", "keyspace": "%s", "table": "%s"},
                 {"type": "opensearch", "index": "%s", "id": "{key}"}]}}]},
             "ordering": "key", "retry": {"max-attempts": 20, "backoff": {"max": "2s"}}}
            """.formatted(Table.KEYSPACE, Table.TABLE, SearchIndex.INDEX);

    /** A way to kill stores while changes are written. */
    interface Faults {
        Outages begin();
    }

    /**
     * Writes the changes while stores are killed, and compares when they are there again.
     *
     * @param begin the write time of the first change; each later one has a later one
     * @throws IOException when a store is missing, or a change was not durable
     */
    Differences run(List<Change> changes, Instant begin, Faults faults, Consumer<String> say)
            throws IOException, InterruptedException {
        try (Table table = Table.open(stack.cassandra());
                SearchIndex index = SearchIndex.open(stack.openSearch());
                WalClient client = WalClient.builder()
                        .address(stack.server())
                        .deadline(Duration.ofSeconds(60))
                        .build()) {
            Namespace namespace = new Namespace(name, DOCUMENT);
            namespace.put(stack.controlPlane());
            namespace.awaitServed(client);
            try (Outages outages = faults.begin()) {
                write(client, changes, begin);
                say.accept("%,d changes are durable".formatted(changes.size()));
                say.accept("%d outages; both are there again".formatted(outages.end()));
            }
            return compare(Change.result(changes), table, index, say);
        }
    }

    private void write(WalClient client, List<Change> changes, Instant begin) throws IOException, InterruptedException {
        AtomicInteger durable = new AtomicInteger();
        Pace pace = Pace.of(rate);
        try (WalStream stream = client.openStream()) {
            for (Change change : changes) {
                pace.await(change.number());
                stream.append(Write.to(name)
                                .orderingKey(change.key())
                                .writeTime(begin.plusNanos(change.number() * 1_000L))
                                .payload(change.payload()))
                        .thenAccept(receipt -> {
                            if (receipt.isDurable()) {
                                durable.incrementAndGet();
                            }
                        });
            }
        }
        if (durable.get() < changes.size()) {
            throw new IOException(
                    "%d of %d changes are durable (expected: all)".formatted(durable.get(), changes.size()));
        }
    }

    private Differences compare(Map<String, Integer> written, Table table, SearchIndex index, Consumer<String> say)
            throws IOException, InterruptedException {
        Pace looks = Pace.of(LOOKS_PER_SECOND);
        Differences found = Differences.between(written, table.read(), index.read());
        for (int look = 1; found.count() > 0 && System.nanoTime() - looks.begin() < patience.toNanos(); look++) {
            say.accept("%,d keys differ; deliveries are under way".formatted(found.count()));
            looks.await(look);
            found = Differences.between(written, table.read(), index.read());
        }
        say.accept("%,d keys with a value, compared key by key %.1f s after the last outage"
                .formatted(written.size(), (System.nanoTime() - looks.begin()) / 1e9));
        return found;
    }
}
