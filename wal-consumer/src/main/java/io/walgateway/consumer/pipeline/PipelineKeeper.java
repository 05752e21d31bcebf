package io.walgateway.consumer.pipeline;

import io.walgateway.consumer.route.PipelineSpec;
import io.walgateway.core.retry.Restarts;
import io.walgateway.core.text.Reasons;
import io.walgateway.core.units.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one pipeline running as it is wanted: starts it, replaces it when another spec is wanted, ending the old
 * pipeline before it starts the new one, and restarts it after failures, at growing intervals.
 */
final class PipelineKeeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PipelineKeeper.class);
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);
    private static final Duration FOREVER = Duration.ofDays(365);

    private final String name;
    private final Function<PipelineSpec, Pipeline> pipelines;
    private final Restarts pauses;
    private final Duration lookInterval;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile State state = new State.Starting();

    private final AtomicInteger restarts = new AtomicInteger();
    private volatile @Nullable PipelineSpec wanted;
    private @Nullable Pipeline running;
    private Duration restartIn = Duration.ZERO;

    /** The state of the pipeline. */
    sealed interface State {
        record Starting() implements State {}

        record Running(Pipeline pipeline) implements State {}

        record Failed(String why) implements State {}
    }

    private sealed interface Signal {
        record Want(PipelineSpec spec) implements Signal {}

        record Ended(Pipeline pipeline, Optional<Throwable> failure) implements Signal {}

        record Stop() implements Signal {}
    }

    /**
     * @param pipelines creates a pipeline that is not started yet
     * @param pauses    the pauses before a failed pipeline is restarted; for this keeper alone
     */
    PipelineKeeper(String name, Function<PipelineSpec, Pipeline> pipelines, Restarts pauses) {
        this(name, pipelines, pauses, LOOK_INTERVAL);
    }

    /** @param lookInterval how often the keeper checks whether the pipeline stands still */
    PipelineKeeper(String name, Function<PipelineSpec, Pipeline> pipelines, Restarts pauses, Duration lookInterval) {
        this.name = name;
        this.pipelines = pipelines;
        this.pauses = pauses;
        this.lookInterval = lookInterval;
        Thread.ofVirtual().name("keep " + name).start(this::run);
    }

    /** Sets the wanted spec; returns at once. */
    void want(PipelineSpec spec) {
        signals.add(new Signal.Want(spec));
    }

    String name() {
        return name;
    }

    /** The wanted spec; empty: none is wanted yet. */
    Optional<PipelineSpec> spec() {
        return Optional.ofNullable(wanted);
    }

    /** How often the pipeline was restarted because it stood still. */
    int restarts() {
        return restarts.get();
    }

    State state() {
        return state;
    }

    /** Ends the pipeline. Returns at once; the stage completes when the pipeline has ended. */
    CompletableFuture<Void> stop() {
        signals.add(new Signal.Stop());
        return closed;
    }

    @Override
    public void close() {
        stop().join();
    }

    private void run() {
        try {
            boolean going = true;
            while (going) {
                Signal signal = signals.poll(untilNext().toMillis(), TimeUnit.MILLISECONDS);
                going = follow(signal);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
            closed.complete(null);
        }
    }

    private Duration untilNext() {
        if (running != null) {
            return lookInterval;
        }
        return wanted != null ? restartIn : FOREVER;
    }

    /** Returns true to go on. Null: it is time to check the pipeline, or to start it again. */
    private boolean follow(@Nullable Signal signal) {
        switch (signal) {
            case null -> lookOrBegin();
            case Signal.Want(PipelineSpec spec) -> {
                if (!spec.equals(wanted)) {
                    wanted = spec;
                    pauses.forget();
                    end();
                    begin();
                }
            }
            case Signal.Ended(Pipeline pipeline, Optional<Throwable> failure) -> {
                if (pipeline == running) {
                    end();
                    failed(failure.orElseGet(() -> new IllegalStateException("it ended by itself")));
                }
            }
            case Signal.Stop() -> {
                return false;
            }
        }
        return true;
    }

    private void lookOrBegin() {
        Pipeline pipeline = running;
        if (pipeline == null) {
            begin();
        } else {
            pipeline.standstill().ifPresent(this::startAnew);
        }
    }

    /** Restarts the pipeline. Leased messages are read and delivered again: at least once, perhaps more often. */
    private void startAnew(String why) {
        log.error("STANDSTILL: expected the pipeline to go on, but {}; it starts anew: pipeline={}", why, name);
        restarts.incrementAndGet();
        end();
        begin();
    }

    private void begin() {
        PipelineSpec spec = wanted;
        if (spec == null) {
            return;
        }
        pauses.begun();
        try {
            Pipeline pipeline = pipelines.apply(spec);
            pipeline.ended()
                    .whenComplete(
                            (_, failure) -> signals.add(new Signal.Ended(pipeline, Optional.ofNullable(failure))));
            pipeline.start();
            running = pipeline;
            state = new State.Running(pipeline);
            log.info("delivering: pipeline={}", name);
        } catch (RuntimeException | LinkageError e) {
            failed(e);
        }
    }

    private void end() {
        Pipeline pipeline = running;
        running = null;
        if (pipeline != null) {
            pipeline.close();
            log.info("ended: pipeline={}", name);
        }
    }

    private void failed(Throwable why) {
        state = new State.Failed(Reasons.of(why));
        restartIn = pauses.failed();
        log.error(
                "Expected the pipeline to run, but it failed; next try in {}: pipeline={}",
                Durations.format(restartIn),
                name,
                why);
    }
}
