package io.walgateway.it.sim;

import com.google.protobuf.ByteString;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.message.TraceContext;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.RetryPolicy;
import io.walgateway.core.namespace.TargetConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.registry.Plugins;
import io.walgateway.it.sim.PlannedWrite.Nature;
import io.walgateway.log.client.QueueClients;
import io.walgateway.log.client.StorageClients;
import io.walgateway.log.record.MessageIds;
import io.walgateway.producer.CallContext;
import io.walgateway.producer.LogProducer;
import io.walgateway.producer.WriteResult;
import io.walgateway.proto.v1.Lifecycle;
import io.walgateway.proto.v1.PluginTarget;
import io.walgateway.proto.v1.Target;
import io.walgateway.proto.v1.WriteToLogRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A process that accepts writes, from its start to its end, around the real LogProducer. */
final class ProducerProcess {
    private static final CallContext IMPATIENT = new CallContext(Duration.ZERO, TraceContext.NONE);

    private final NamespaceConfig namespace;
    private final SimQueue queue;
    private final LogProducer producer;
    private final Map<WriteTry, Consumer<@Nullable WriteResult>> waiting = new LinkedHashMap<>();
    private long busyUntil;

    ProducerProcess(World world, long number) {
        this.namespace = Callers.namespace(world.plan.shape());
        this.queue = new SimQueue(world, number);
        Plugins plugins = new Plugins(Map.of(SimQueue.TYPE, queue), Map.of(Targets.TYPE, new SimTargetProvider()));
        InstantSource clock = () -> world.schedule.instant(world.clockAhead(World.PRODUCER_MACHINE));
        QueueClients clients = QueueClients.open(plugins, type -> new PluginContext(Map.of(), clock, "sim"));
        MessageIds ids = new MessageIds(clock, world.dice.stream(Dice.Roll.MESSAGE_ID, number, 0));
        this.producer = new LogProducer(plugins, clients, StorageClients.NONE, clock, ids, "");
    }

    /** A target of the namespace; its group is not simulated. */
    static TargetConfig otherTarget() {
        TargetAddress address = new TargetAddress(Targets.TYPE, Map.of());
        return new TargetConfig("other", address, RetryPolicy.DEFAULT, 1, Duration.ofSeconds(1));
    }

    /** @param answers called once; null: the process was killed */
    void write(WriteTry asked, Consumer<@Nullable WriteResult> answers) {
        waiting.put(asked, answers);
        queue.appending(asked);
        CallContext call = asked.write.nature() == Nature.IMPATIENT ? IMPATIENT : CallContext.UNBOUNDED;
        var _ = producer.append(request(asked), namespace, call).whenComplete((result, _) -> answer(asked, result));
    }

    void crash() {
        queue.crash();
        List<Consumer<@Nullable WriteResult>> gone = List.copyOf(waiting.values());
        waiting.clear();
        gone.forEach(answers -> answers.accept(null));
    }

    /** When it is up again. */
    long busyUntil() {
        return busyUntil;
    }

    void busyUntil(long micros) {
        busyUntil = micros;
    }

    private void answer(WriteTry asked, @Nullable WriteResult result) {
        Consumer<@Nullable WriteResult> answers = waiting.remove(asked);
        if (answers != null) {
            answers.accept(result);
        }
    }

    private static WriteToLogRequest request(WriteTry asked) {
        PlannedWrite write = asked.write;
        WriteToLogRequest.Builder request = WriteToLogRequest.newBuilder()
                .setNamespace(Callers.NAMESPACE)
                .setPayload(payload(asked))
                .setLifecycle(lifecycle(write));
        if (write.key() >= 0) {
            request.setOrderingKey(ByteString.copyFromUtf8("k" + write.key()));
        }
        if (write.token()) {
            request.setIdempotencyToken("token " + write.number());
        }
        if (write.endpoint() >= 0) {
            request.setTarget(Target.newBuilder()
                    .setPlugin(PluginTarget.newBuilder()
                            .setType(Targets.TYPE)
                            .putProperties(Targets.ENDPOINT, Integer.toString(write.endpoint()))));
        }
        return request.build();
    }

    private static Lifecycle lifecycle(PlannedWrite write) {
        Lifecycle.Builder lifecycle = Lifecycle.newBuilder();
        if (write.nature() == Nature.INVALID) {
            lifecycle.setDelay(duration(1 + Callers.LIMITS.delayMax().toNanos() / 1_000));
        } else if (write.delayMicros() > 0) {
            lifecycle.setDelay(duration(write.delayMicros()));
        }
        if (write.ttlMicros() > 0) {
            lifecycle.setTimeToLive(duration(write.ttlMicros()));
        }
        return lifecycle.build();
    }

    private static com.google.protobuf.Duration duration(long micros) {
        return com.google.protobuf.Duration.newBuilder()
                .setSeconds(micros / Schedule.SECOND)
                .setNanos((int) (micros % Schedule.SECOND * 1_000))
                .build();
    }

    /** A payload that identifies the try, padded to the planned length. */
    private static ByteString payload(WriteTry asked) {
        String name = asked.write.number() + "." + asked.number;
        return ByteString.copyFromUtf8(name + ".".repeat(Math.max(0, asked.write.payloadBytes() - name.length())));
    }
}
