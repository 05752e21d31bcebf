package io.walgateway.benchmarks.suite;

import io.walgateway.benchmarks.peer.ParallelConsumerMain;
import io.walgateway.benchmarks.peer.RawConsumerMain;
import io.walgateway.benchmarks.process.Gateways;
import io.walgateway.benchmarks.process.Trail;
import io.walgateway.benchmarks.process.Workbench;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.local.process.JavaProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The programs that take the records of one topic. Each start is a new process in a new group that begins at the
 * beginning.
 */
final class DeliveryContestants {
    /**
     * The parallel consumer holds far more messages at once than the gateway does, and runs out of memory with a heap
     * as small as the gateway's.
     */
    private static final List<String> PARALLEL_CONSUMER_HEAP = List.of("-Xms1536m", "-Xmx1536m", "-Xmn768m");

    private final Workbench bench;
    private final String topic;

    DeliveryContestants(Workbench bench, String topic) {
        this.bench = bench;
        this.topic = topic;
    }

    /**
     * Starts a consumer of the gateway.
     *
     * @param namespace not used before
     * @param target    members of a JSON object
     */
    JavaProgram gateway(String namespace, String ordering, String target, Path trail) {
        Path catalog = bench.directory("catalog");
        Gateways.put(catalog, namespace, Documents.of(topic, ordering, target));
        List.of(
                        ConsumerGroup.ofTarget(namespace, Documents.TARGET).name(),
                        ConsumerGroup.ofRequestTargets(namespace).name())
                .forEach(group -> bench.topics().startAtTheBeginning(group, topic));
        return new Gateways(bench).consumer(catalog, trail);
    }

    JavaProgram parallelConsumer(String group, DeliveryScenario scenario, Path trail) {
        String order = switch (scenario.ordering()) {
            case KEY -> "KEY";
            case NONE -> "UNORDERED";
        };
        List<String> arguments = List.of(
                bench.bootstrapServers(),
                topic,
                group + "-parallel",
                order,
                Integer.toString(scenario.millis()),
                Integer.toString(Documents.CONCURRENCY));
        return start("parallel-consumer", PARALLEL_CONSUMER_HEAP, ParallelConsumerMain.class, arguments, trail);
    }

    JavaProgram rawConsumer(String group, Path trail) {
        List<String> arguments = List.of(bench.bootstrapServers(), topic, group + "-raw");
        return start("raw-consumer", List.of(), RawConsumerMain.class, arguments, trail);
    }

    private JavaProgram start(String name, List<String> heap, Class<?> main, List<String> arguments, Path trail) {
        List<String> options = Stream.concat(heap.stream(), Stream.of("-D" + Trail.PROPERTY + "=" + trail))
                .toList();
        return bench.start(name, options, main.getName(), arguments);
    }
}
