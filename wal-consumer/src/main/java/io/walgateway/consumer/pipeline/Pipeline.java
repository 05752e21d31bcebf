package io.walgateway.consumer.pipeline;

import io.walgateway.consumer.route.PipelineSpec;
import io.walgateway.consumer.route.Subscription;
import io.walgateway.core.delivery.Delivery;
import io.walgateway.core.delivery.DeliveryCommand;
import io.walgateway.core.delivery.DeliveryCore;
import io.walgateway.core.delivery.DeliveryEvent;
import io.walgateway.core.delivery.DeliveryPolicy;
import io.walgateway.core.delivery.StageLimits;
import io.walgateway.core.delivery.StageReport;
import io.walgateway.core.delivery.StageWatch;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.Placement;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.log.record.RecordEdits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one namespace's messages from one queue to one target. The core decides; the pipeline gathers its events and
 * carries out its commands. One thread polls, one runs the core, and virtual threads carry out the deliveries.
 */
public final class Pipeline implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Pipeline.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    /** Longer than the second by which queues that count seconds may be early; short enough that few leases wait. */
    private static final Duration WAIT_IN_HAND_MAX = Duration.ofSeconds(2);
    /** The time beyond the delivery time-out, for storing dead letters. */
    private static final Duration RELEASE_MARGIN = Duration.ofSeconds(5);
    /** Queues consider a reader dead that does not poll for a minute. */
    private static final Duration RELEASE_PATIENCE_MAX = Duration.ofSeconds(45);

    private final PipelineSpec spec;
    private final Context context;
    private final InstantSource clock;
    private final Inbox inbox = new Inbox();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final PipelineMetrics metrics;
    private final QueueReader reader;
    private final SliceReleases releases;
    private final DeliveryExecutor executor;
    private final DeadLetters deadLetters;
    private final Requeuer requeuer;
    private final PollLoop pollLoop;
    private final DeliveryCore core;
    private final StageWatch watch;
    private final StandstillLog standstills;
    private final PipelineThreads threads;
    private volatile boolean polling = true;
    private volatile Status status = new Status(0, 0, false, 0, 0);
    private volatile CoreState coreState;
    private volatile boolean abandoned;
    private volatile boolean threadOverdue;
    private @Nullable Thread coreThread;
    private @Nullable Thread pollThread;
    /** The configuration by which the core places messages. */
    private @Nullable NamespaceConfig placedBy;

    /** The time that the core is given, and that all its commands use. */
    private Instant now;

    private Instant nextTick;

    /**
     * The namespace around a pipeline, which changes while it runs.
     *
     * @param namespace its current configuration; empty: it is gone
     * @param requeue   appends a record for this pipeline's group to the queue to which the namespace appends now
     * @param queueAway why the servers of the queue are away; empty: they are reachable
     */
    public record Context(
            Supplier<Optional<NamespaceConfig>> namespace,
            Function<RecordEdits, CompletionStage<AppendResult>> requeue,
            Supplier<Optional<String>> queueAway) {}

    /** The core's state when it was last asked, about once a second. */
    private record CoreState(
            StageReport stages,
            Optional<String> pausedBecause,
            List<String> endpointsAway,
            PipelineThreads.Activity activity) {}

    /** The core's state after its latest events. */
    record Status(int held, int delivering, boolean paused, long endpointsAway, int stuck) {}

    /**
     * Connects lazily and starts nothing yet.
     *
     * @throws IllegalArgumentException when the process settings do not know the queue's cluster
     */
    public Pipeline(
            PipelineSpec spec,
            QueueClient queue,
            Subscription subscription,
            Context context,
            PipelineMetrics metrics,
            DeliveryLimits limits,
            InstantSource clock,
            RandomGenerator random) {
        this.spec = spec;
        this.context = context;
        this.clock = clock;
        this.metrics = metrics;
        this.now = clock.instant();
        this.nextTick = now.plus(TICK);
        releases = new SliceReleases(spec.group(), releasePatience(), inbox::put);
        reader = queue.reader(spec.queue(), spec.group(), releases);
        executor = new DeliveryExecutor(spec.deliveryTimeout(), inbox::put);
        Optional<QueueWriter> deadLetterWriter = spec.queue().deadLetterNames().isEmpty()
                ? Optional.empty()
                : Optional.of(queue.deadLetterWriter(spec.queue()));
        deadLetters = new DeadLetters(spec, deadLetterWriter, metrics, clock, inbox::put);
        requeuer = new Requeuer(spec, context.requeue(), metrics, clock, inbox::put);
        pollLoop = new PollLoop(spec.namespace(), reader, subscription, inbox::put, clock);
        core = new DeliveryCore(policy(queue.traits(spec.queue()).supportsDelay(), limits), random, this::carryOut);
        StageLimits stageLimits = StepDurations.stages(spec.deliveryTimeout(), limits.restartAfter());
        watch = core.watch(stageLimits);
        standstills = new StandstillLog(spec);
        threads = new PipelineThreads(
                StepDurations.polling(releasePatience()), stageLimits.step(), limits.restartAfter());
        coreState = new CoreState(StageReport.EMPTY, Optional.empty(), List.of(), coreActivity());
        metrics.gauge("wal.consumer.held", "Messages in hand, waiting ones included", () -> status.held());
        metrics.gauge("wal.consumer.delivering", "Deliveries under way", () -> status.delivering());
        metrics.gauge("wal.consumer.endpoints.away", "Endpoints that are away", () -> status.endpointsAway());
        metrics.gauge(
                "wal.consumer.overdue",
                "Messages and threads past the longest time of their stage",
                () -> coreState.stages().overdue() + (threadOverdue ? 1 : 0));
        metrics.gauge(
                "wal.consumer.stuck",
                "Messages that neither a queue nor the dead-letter queue takes, when last tried",
                () -> status.stuck());
        metrics.gauge("wal.consumer.lag", "Entries appended and not yet settled", reader::lag);
    }

    /** Starts polling and delivering. */
    void start() {
        coreThread = Thread.ofVirtual().name("deliver " + spec.group()).start(this::runCore);
        pollThread = Thread.ofPlatform().name("poll " + spec.group()).daemon().start(this::runPolls);
    }

    /** Completes when the pipeline has ended: exceptionally when it cannot go on, normally after {@link #close}. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    Status status() {
        return status;
    }

    /** The pipeline's standing, for operators. */
    Standing standing() {
        CoreState state = coreState;
        return new Standing(
                state.stages(),
                state.pausedBecause(),
                context.queueAway().get(),
                state.endpointsAway(),
                pollLoop.activity(),
                state.activity(),
                pollLoop.ahead(),
                releases.awaited(),
                reader.lag());
    }

    /**
     * The reason to restart the pipeline; empty: there is none. To be called about once a second, by one thread that is
     * not one of the pipeline's own.
     */
    Optional<String> standstill() {
        inbox.put(DeliveryEvent.TIME_PASSED);
        Optional<PipelineThreads.Overdue> thread =
                threads.look(pollLoop.activity(), coreState.activity(), clock.instant());
        if (thread.isPresent() && !threadOverdue) {
            standstills.overdue(thread.get());
        }
        threadOverdue = thread.isPresent();
        Optional<String> why = thread.filter(PipelineThreads.Overdue::stuck)
                .map(PipelineThreads.Overdue::text)
                .or(() -> coreState.stages().stuck().map(StandstillLog::text));
        why.ifPresent(_ -> metrics.restarted());
        return why;
    }

    /**
     * Ends deliveries under way, stores settlements and gives up the slices. Blocks, at most some seconds longer than a
     * delivery may take.
     */
    @Override
    public void close() {
        pollLoop.stop();
        try {
            ended.handle((_, _) -> true)
                    .get(releasePatience().plus(RELEASE_MARGIN).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            log.warn("Expected the pipeline to end, but it goes on: group={}", spec.group(), e);
        }
        abandon();
        metrics.close();
    }

    /** Leaves hanging threads behind: they must delay neither the next pipeline nor the end of the process. */
    private void abandon() {
        abandoned = true;
        executor.abandon();
        interrupt(coreThread);
        interrupt(pollThread);
    }

    private static void interrupt(@Nullable Thread thread) {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private DeliveryPolicy policy(boolean queueHoldsBack, DeliveryLimits limits) {
        Duration waitMax = queueHoldsBack ? WAIT_IN_HAND_MAX : DeliveryPolicy.UNLIMITED;
        return new DeliveryPolicy(
                spec.ordering(),
                spec.retry(),
                spec.concurrencyMax(),
                limits.heldMax(),
                limits.heldBytesMax(),
                waitMax,
                reader.remembersAttempts() ? waitMax : Duration.ZERO);
    }

    private Duration releasePatience() {
        Duration patience = spec.deliveryTimeout().plus(RELEASE_MARGIN);
        return patience.compareTo(RELEASE_PATIENCE_MAX) < 0 ? patience : RELEASE_PATIENCE_MAX;
    }

    private void runPolls() {
        try {
            pollLoop.run();
            polling = false;
            ended.complete(null);
        } catch (RuntimeException | Error e) {
            polling = false;
            ended.completeExceptionally(e);
        }
        inbox.put(DeliveryEvent.TIME_PASSED);
    }

    private void runCore() {
        try {
            while (!abandoned && (polling || core.delivering() > 0)) {
                handle(inbox.take(untilNextWake()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            log.error("Expected the core to go on, but it threw: group={}", spec.group(), e);
            ended.completeExceptionally(e);
            pollLoop.stop();
        }
    }

    private long untilNextWake() {
        Instant wake = core.nextWake().filter(next -> next.isBefore(nextTick)).orElse(nextTick);
        return Math.max(0, Duration.between(clock.instant(), wake).toNanos());
    }

    private void handle(List<DeliveryEvent> events) {
        now = clock.instant();
        place();
        events.forEach(this::count);
        core.handle(events, now);
        status = new Status(core.held(), core.delivering(), core.paused(), core.endpointsAway(), core.stuck());
        events.forEach(this::releasePollPermit);
        if (!now.isBefore(nextTick)) {
            nextTick = now.plus(TICK);
            executor.interruptOverdue(now);
            look();
        }
    }

    private void look() {
        StageReport report = watch.look(now, context.queueAway().get().isPresent());
        coreState = new CoreState(report, core.pausedBecause(), core.namesOfEndpointsAway(), coreActivity());
        standstills.overdue(report);
    }

    private PipelineThreads.Activity coreActivity() {
        return new PipelineThreads.Activity("silent", now);
    }

    private void place() {
        NamespaceConfig namespace = context.namespace().get().orElse(placedBy);
        // Mostly the same object, so this costs nothing.
        if (namespace != null && !Objects.equals(namespace, placedBy)) {
            placedBy = namespace;
            core.handle(new DeliveryEvent.Placed(Placement.of(namespace, spec.queue())), now);
        }
    }

    private void count(DeliveryEvent event) {
        if (event instanceof DeliveryEvent.Completed(Delivery delivery, DeliveryOutcome outcome)) {
            metrics.completed(outcome, delivery.message(), now);
        }
    }

    private void releasePollPermit(DeliveryEvent event) {
        if (event instanceof DeliveryEvent.Polled || event instanceof DeliveryEvent.Malformed) {
            pollLoop.taken();
        }
    }

    private void carryOut(DeliveryCommand command) {
        switch (command) {
            case DeliveryCommand.Deliver(var delivery, int attempt) -> executor.deliver(delivery, attempt, now);
            case DeliveryCommand.Acknowledge(var delivery) -> reader.acknowledge(delivery.lease());
            case DeliveryCommand.RecordAttempts(var delivery, int failures) ->
                // Nothing becomes durable for a slice that is no longer held: it is revoked, too, and the core drops
                // it.
                reader.recordAttempts(delivery.lease(), failures)
                        .thenRun(() -> inbox.put(new DeliveryEvent.AttemptsRecorded(delivery)));
            case DeliveryCommand.DeadLetter(var delivery, var reason, String error) ->
                deadLetters.store(delivery, reason, error);
            case DeliveryCommand.Requeue(var delivery, int failures, Instant due) ->
                requeuer.requeue(delivery, failures, due);
            case DeliveryCommand.PauseReading() -> reader.pause();
            case DeliveryCommand.ResumeReading() -> {
                reader.resume();
                reader.wakeup();
            }
            case DeliveryCommand.Released(var slice) -> releases.released(slice);
        }
    }
}
