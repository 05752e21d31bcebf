package io.walgateway.consumer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.walgateway.consumer.payload.ClaimedPayloads;
import io.walgateway.consumer.route.KnownTargets;
import io.walgateway.consumer.route.PipelineSpec;
import io.walgateway.consumer.route.Subscription;
import io.walgateway.consumer.route.Targets;
import io.walgateway.consumer.set.SetApplication;
import io.walgateway.consumer.set.SetMeters;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.namespace.Generation;
import io.walgateway.core.namespace.Limits;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.namespace.Policies;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.namespace.RetryPolicy;
import io.walgateway.core.namespace.TargetConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.Slice;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.target.Destination;
import io.walgateway.log.client.StorageClients;
import io.walgateway.log.record.DecodedRecord;
import io.walgateway.log.record.EnvelopeCodec;
import io.walgateway.log.record.RecordEdits;
import io.walgateway.testkit.fake.queue.Entries;
import io.walgateway.testkit.fake.queue.FaultyQueue;
import io.walgateway.testkit.fake.queue.InMemoryQueue;
import io.walgateway.testkit.fake.storage.FaultyStorage;
import io.walgateway.testkit.fake.storage.InMemoryStorage;
import io.walgateway.testkit.fake.target.ScriptedTarget;
import io.walgateway.testkit.fake.target.ScriptedTargetProvider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;

/** Pipelines between a queue in memory and a scripted target. */
public final class PipelineHarness implements AutoCloseable {
    public static final RetryPolicy THREE_QUICK_ATTEMPTS =
            new RetryPolicy(3, Duration.ofMillis(1), 1, Duration.ofMillis(1), 0);

    public final InstantSource clock;
    /** Whether the queue's servers are known to be away. */
    volatile Optional<String> queueAway = Optional.empty();

    final InMemoryQueue memory = new InMemoryQueue();
    public final FaultyQueue queue = new FaultyQueue(memory);
    public final ScriptedTargetProvider provider;
    final ScriptedTarget target;
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final Plugins plugins;
    final InMemoryStorage stored;
    final FaultyStorage storage;
    public final ClaimedPayloads payloads;
    public final SetApplication sets;
    public final Targets targets;
    public final QueueClient client;
    final QueueConfig queueConfig =
            new QueueConfig(InMemoryQueue.TYPE, "default", List.of("orders"), List.of("orders-dlq"), Map.of());

    /** What this process knows of the namespace. */
    volatile NamespaceConfig document;

    public final KnownTargets known = new KnownTargets(() -> Optional.of(document));

    /** Takes what is to come again later. */
    Function<RecordEdits, CompletionStage<AppendResult>> requeues = this::requeue;

    PipelineHarness() {
        this(InstantSource.system());
    }

    PipelineHarness(InstantSource clock) {
        this.clock = clock;
        provider = new ScriptedTargetProvider(clock);
        target = provider.target("there");
        plugins = new Plugins(Map.of(queue.type(), queue), Map.of(provider.type(), provider));
        stored = new InMemoryStorage(clock);
        storage = new FaultyStorage(stored);
        StorageClients storages =
                StorageClients.open(new Plugins(Map.of(), Map.of(), Map.of(storage.type(), storage)), _ -> context());
        payloads = new ClaimedPayloads(storages, 1 << 20, clock);
        sets = new SetApplication(storages, new SetMeters(registry), clock);
        targets = new Targets(plugins, _ -> context(), "");
        document = document(Long.MAX_VALUE, List.of(there()));
        client = queue.open(context());
        client.admin().provision(queueConfig, Set.of());
    }

    private PluginContext context() {
        return new PluginContext(Map.of(), clock, "test");
    }

    TargetAddress address(String name) {
        return provider.address(name);
    }

    PipelineSpec toNamespaceTarget(Ordering ordering) {
        return new PipelineSpec(
                "orders",
                queueConfig,
                ordering,
                Optional.of(there()),
                Set.of(),
                THREE_QUICK_ATTEMPTS,
                Optional.empty());
    }

    TargetConfig there() {
        return new TargetConfig(
                "there", address("there"), THREE_QUICK_ATTEMPTS, 16, TargetConfig.DEFAULT_DELIVERY_TIMEOUT);
    }

    NamespaceConfig document(long revision, List<TargetConfig> present, Generation... earlier) {
        return new NamespaceConfig(
                        "orders",
                        revision,
                        "default",
                        "consumer",
                        Ordering.NONE,
                        List.of(queueConfig),
                        present,
                        new Policies(THREE_QUICK_ATTEMPTS, Limits.DEFAULT, NamespaceConfig.Access.OPEN),
                        Optional.empty())
                .withEarlier(List.of(earlier));
    }

    /** All messages that name no target, of whatever revision. */
    static Subscription toThere(Destination destination) {
        return new Subscription.ToNamespaceTarget(
                "there", destination, Long.MAX_VALUE, new KnownTargets(Optional::empty));
    }

    public PipelineSpec toRequestTargets() {
        return new PipelineSpec(
                "orders",
                queueConfig,
                Ordering.NONE,
                Optional.empty(),
                Set.of("there"),
                THREE_QUICK_ATTEMPTS,
                Optional.empty());
    }

    PipelineSpec withoutDeadLetterQueue() {
        PipelineSpec spec = toNamespaceTarget(Ordering.NONE);
        QueueConfig without = new QueueConfig(InMemoryQueue.TYPE, "default", List.of("orders"), List.of(), Map.of());
        return new PipelineSpec(
                "orders", without, Ordering.NONE, spec.target(), Set.of(), spec.retry(), Optional.empty());
    }

    Pipeline start(PipelineSpec spec) {
        return start(spec, DeliveryLimits.DEFAULT);
    }

    Pipeline start(PipelineSpec spec, DeliveryLimits limits) {
        Pipeline pipeline = create(spec, limits);
        pipeline.start();
        return pipeline;
    }

    Pipeline create(PipelineSpec spec, DeliveryLimits limits) {
        return create(spec, Subscription.of(spec, targets, client, payloads, sets, known), limits);
    }

    Pipeline create(PipelineSpec spec, Subscription route, DeliveryLimits limits) {
        return new Pipeline(
                spec,
                client,
                route,
                new Pipeline.Context(Optional::empty, record -> requeues.apply(record), () -> queueAway),
                new PipelineMetrics(registry, spec),
                limits,
                clock,
                new SplittableRandom(1));
    }

    private CompletionStage<AppendResult> requeue(RecordEdits record) {
        return client.writer(queueConfig).append(Entries.of(record.entry().key(), record.encode()));
    }

    void append(Message message) {
        append(message.orderingKey(), EnvelopeCodec.encode(message));
    }

    void append(Bytes key, Bytes record) {
        assertThat(client.writer(queueConfig).append(Entries.of(key, record)))
                .isCompletedWithValue(AppendResult.APPENDED);
    }

    Stream<DecodedRecord> deadLetters() {
        return memory.entries("orders-dlq").stream()
                .map(entry -> EnvelopeCodec.decodeLetter(
                        new Lease(new Slice("orders-dlq", 0, 0), 0, entry.key(), entry.record(), Instant.EPOCH, 0),
                        "orders"));
    }

    double count(String meter, String tag, String value) {
        return registry.get(meter).tag(tag, value).counter().count();
    }

    @Override
    public void close() {
        targets.close();
        client.close();
    }
}
