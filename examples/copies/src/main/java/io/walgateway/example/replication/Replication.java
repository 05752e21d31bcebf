package io.walgateway.example.replication;

import io.walgateway.client.WalClient;
import io.walgateway.client.WalStream;
import io.walgateway.client.Write;
import io.walgateway.example.stack.LocalStack;
import io.walgateway.example.stack.Namespace;
import io.walgateway.example.stack.Pace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Writes in one region, which the writers of the others apply to a topic there.
 *
 * @param from     where the writes are made
 * @param patience how long the last writes may take to arrive
 */
record Replication(LocalStack stack, String name, String from, Load load, Duration patience) {

    /**
     * Writes, and watches what arrives.
     *
     * @param run  tells the writes of this run from those of others
     * @param draw takes the chart, second by second
     * @throws IOException when the namespace cannot be put, a write was not durable, or a region is not reached at all
     */
    Result run(String run, Chart chart, Consumer<String> draw) throws IOException, InterruptedException {
        Namespace namespace = new Namespace(name, document());
        for (String region : stack.regions()) {
            createTopic(stack.kafka(region));
        }
        namespace.put(stack.controlPlane());
        AtomicLongArray made = new AtomicLongArray(load.writes() + 1);
        List<Link> links =
                others().stream().map(region -> new Link(region, made)).toList();
        List<Arrivals> arrivals = new ArrayList<>();
        try (WalClient client = WalClient.builder()
                .address(stack.server(from))
                .deadline(Duration.ofSeconds(60))
                .build()) {
            links.forEach(link -> arrivals.add(new Arrivals(
                    stack.kafka(link.region()), topic(), run, number -> link.arrived(number, System.nanoTime()))));
            namespace.awaitServed(client);
            return watch(client, run, new Watch(links, chart, draw), made);
        } finally {
            arrivals.forEach(Arrivals::close);
        }
    }

    private Result watch(WalClient client, String run, Watch watch, AtomicLongArray made)
            throws IOException, InterruptedException {
        AtomicInteger durable = new AtomicInteger();
        try (WalStream stream = client.openStream()) {
            write(stream, run, Link.FIRST, durable, made);
            if (!watch.awaitAll(1, patience)) {
                throw new IOException("a write has not reached each region within %d s (./wal region shows the links)"
                        .formatted(patience.toSeconds()));
            }
            watch.begin();
            Pace pace = Pace.of(load.rate());
            for (int number = 1; number < made.length(); number++) {
                pace.await(number);
                watch.second(pace, number);
                write(stream, run, number, durable, made);
            }
        }
        if (durable.get() < made.length()) {
            throw new IOException(
                    "%d of %d writes are durable (expected: all)".formatted(durable.get(), made.length()));
        }
        watch.awaitAll(made.length(), patience);
        return watch.result(made.length(), load.warmUpWrites());
    }

    private void write(WalStream stream, String run, int number, AtomicInteger durable, AtomicLongArray made)
            throws InterruptedException {
        made.set(number, System.nanoTime());
        stream.append(Write.to(name).orderingKey(Integer.toString(number)).payload(run + number))
                .thenAccept(receipt -> {
                    if (receipt.isDurable()) {
                        durable.incrementAndGet();
                    }
                });
    }

    private List<String> others() {
        return stack.regions().stream().filter(region -> !region.equals(from)).toList();
    }

    private String topic() {
        return name + "-applied";
    }

    private String document() {
        String regions = stack.regions().stream()
                .map(region -> "\"%s\": \"writer.%s\"".formatted(region, region))
                .collect(Collectors.joining(", "));
        return """
                {"persistence_configurations": {"persistence_configuration": [{
                   "physical_storage": {"type": "KAFKA"},
                   "config": {"partitions": 4,
                              "target": {"type": "replication", "name": "copies", "regions": {%s},
                                         "apply": {"type": "kafka", "topic": "%s"}}}}]},
                 "ordering": "key"}
                """.formatted(regions, topic());
    }

    private void createTopic(String servers) throws IOException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(topic(), 1, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IOException("topic " + topic() + " could not be created at " + servers, e.getCause());
            }
        }
    }
}
