package io.walgateway.consumer.pipeline;

import io.walgateway.consumer.route.Assignment;
import io.walgateway.consumer.route.PipelineSpec;
import io.walgateway.core.namespace.NamespaceCatalog;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.retry.Restarts;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.random.RandomGenerator.SplittableGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps exactly those pipelines running that the catalog asks for: starts new ones, replaces changed ones, and ends
 * those that are no longer asked for.
 */
public final class Pipelines implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Pipelines.class);
    private static final int BUILDERS = 8;

    private final NamespaceCatalog catalog;
    private final Assignment assignment;
    private final Plugins plugins;
    private final Function<PipelineSpec, Pipeline> pipelines;
    private final InstantSource clock;
    private final SplittableGenerator random;
    private final Map<Place, PipelineKeeper> keepers = new ConcurrentHashMap<>();
    /**
     * Not virtual threads: the first pipelines load most of the classes that a consumer needs, and virtual threads that
     * wait for class loading block their carriers.
     */
    private final ExecutorService builders = Executors.newFixedThreadPool(
            BUILDERS, Thread.ofPlatform().daemon().name("build-pipeline-", 0).factory());

    private boolean closed;

    /** The identity of a pipeline, which survives its replacement: the group, and the queue that it reads. */
    private record Place(String group, String type, String cluster, String queues) {
        static Place of(PipelineSpec spec) {
            return new Place(
                    spec.group().name(),
                    spec.queue().type(),
                    spec.queue().cluster(),
                    String.join(",", spec.queue().names()));
        }

        @Override
        public String toString() {
            return group + " on " + type + ":" + cluster + ":" + queues;
        }
    }

    /** @param assignment which pipelines are this process's */
    public Pipelines(
            NamespaceCatalog catalog,
            Assignment assignment,
            Plugins plugins,
            Function<PipelineSpec, Pipeline> pipelines,
            InstantSource clock,
            SplittableGenerator random) {
        this.catalog = catalog;
        this.assignment = assignment;
        this.plugins = plugins;
        this.pipelines = pipelines;
        this.clock = clock;
        this.random = random;
    }

    /** Follows the catalog from now on. */
    public void start() {
        catalog.listen(this::reconcile);
        reconcile();
    }

    /** The state of each pipeline, by a readable name. */
    public Map<String, PipelineKeeper.State> states() {
        Map<String, PipelineKeeper.State> states = new LinkedHashMap<>();
        keepers.forEach((place, keeper) -> states.put(place.toString(), keeper.state()));
        return states;
    }

    /** All keepers, for operators. */
    public Collection<PipelineKeeper> keepers() {
        return List.copyOf(keepers.values());
    }

    /** The pipelines that run. */
    public Collection<Pipeline> running() {
        return keepers.values().stream()
                .map(PipelineKeeper::state)
                .filter(PipelineKeeper.State.Running.class::isInstance)
                .map(state -> ((PipelineKeeper.State.Running) state).pipeline())
                .toList();
    }

    /** Ends all pipelines at once; blocks until all have ended. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        CompletableFuture.allOf(
                        keepers.values().stream().map(PipelineKeeper::stop).toArray(CompletableFuture[]::new))
                .join();
        builders.shutdown();
    }

    private synchronized void reconcile() {
        if (closed) {
            return;
        }
        Map<Place, PipelineSpec> wanted = new HashMap<>();
        catalog.all().stream()
                .filter(assignment::serves)
                .forEach(namespace -> PipelineSpec.of(namespace).stream()
                        .filter(assignment::runs)
                        .filter(this::hasPlugins)
                        .forEach(spec -> wanted.put(Place.of(spec), spec)));
        keepers.keySet().stream().filter(place -> !wanted.containsKey(place)).forEach(this::end);
        wanted.forEach((place, spec) -> keepers.computeIfAbsent(
                        place,
                        _ -> new PipelineKeeper(
                                place.toString(), this::build, new Restarts(Restarts.USUAL, clock, random.split())))
                .want(spec));
    }

    private Pipeline build(PipelineSpec spec) {
        try {
            return CompletableFuture.supplyAsync(() -> pipelines.apply(spec), builders)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void end(Place place) {
        PipelineKeeper keeper = keepers.remove(place);
        if (keeper != null) {
            log.info("no longer asked for: pipeline={}", place);
            keeper.stop();
        }
    }

    private boolean hasPlugins(PipelineSpec spec) {
        return plugins.queue(spec.queue().type()).isPresent()
                && spec.target()
                        .map(target -> plugins.target(target.address().type()).isPresent())
                        .orElse(true);
    }
}
