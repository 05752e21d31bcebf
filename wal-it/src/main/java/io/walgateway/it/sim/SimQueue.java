package io.walgateway.it.sim;

import static io.walgateway.it.sim.Schedule.MILLI;
import static io.walgateway.it.sim.Schedule.SECOND;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueAdmin;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.queue.QueueProvider;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.core.queue.QueueTraits;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.core.queue.SliceListener;
import io.walgateway.it.sim.Dice.Roll;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One producer process's path to the log, with the faults of that path. Appends reach the log in order. */
final class SimQueue implements QueueProvider, QueueClient, QueueWriter {
    static final String TYPE = "sim";
    private static final long UNANSWERED_AFTER = 2 * SECOND;

    private final World world;
    private final long number;
    private final Map<Integer, Long> lastLanding = new HashMap<>();
    private boolean alive = true;
    private @Nullable WriteTry appending;

    SimQueue(World world, long number) {
        this.world = world;
        this.number = number;
    }

    /** The next append is for this try. */
    void appending(WriteTry next) {
        appending = next;
    }

    void crash() {
        alive = false;
    }

    @Override
    public CompletionStage<AppendResult> append(QueueEntry entry) {
        WriteTry asked = Objects.requireNonNull(appending);
        CompletableFuture<AppendResult> answer = new CompletableFuture<>();
        long die = asked.dieNumber();
        if (world.weather.is(Fault.Kind.APPENDS_REFUSED) && world.dice.chance(0.8, Roll.APPEND, die, 1)) {
            world.schedule.after(latency(die), () -> answer.complete(new AppendResult.NotAppended("the log is away")));
            return answer;
        }
        boolean silent = world.weather.is(Fault.Kind.APPENDS_UNANSWERED);
        long landing = landing(entry.key(), die);
        boolean lands = !silent || world.dice.chance(0.5, Roll.APPEND_LANDS, die, 0);
        if (lands) {
            world.schedule.at(landing, () -> land(asked, entry));
        }
        long answered = silent
                ? world.schedule.now() + world.dice.between(0, UNANSWERED_AFTER, Roll.APPEND_ANSWER, die, 0)
                : landing + latency(die);
        world.schedule.at(
                answered,
                () -> answer.complete(silent ? new AppendResult.Unknown("no answer") : AppendResult.APPENDED));
        return answer;
    }

    private long landing(Bytes key, long die) {
        int slice = world.log.sliceOf(key, die);
        long landing = Math.max(lastLanding.getOrDefault(slice, 0L) + 1, world.schedule.now() + latency(die));
        lastLanding.put(slice, landing);
        return landing;
    }

    private void land(WriteTry asked, QueueEntry entry) {
        if (alive || world.dice.chance(0.5, Roll.APPEND_LANDS, asked.dieNumber(), number + 1)) {
            int slice = world.log.sliceOf(entry.key(), asked.dieNumber());
            world.callers.landed(asked, world.log.append(slice, entry.key(), entry.record(), asked));
        }
    }

    private long latency(long die) {
        boolean late = world.weather.is(Fault.Kind.APPENDS_LATE);
        return world.dice.between(MILLI / 5, late ? 3 * SECOND : 10 * MILLI, Roll.APPEND, die, 0);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<Violation> check(QueueConfig queue) {
        return List.of();
    }

    @Override
    public QueueClient open(PluginContext context) {
        return this;
    }

    @Override
    public QueueWriter writer(QueueConfig queue) {
        return this;
    }

    @Override
    public QueueWriter deadLetterWriter(QueueConfig queue) {
        throw new UnsupportedOperationException("a producer stores no dead letters");
    }

    @Override
    public int recordBytesMax(QueueConfig queue) {
        return 1 << 20;
    }

    @Override
    public QueueTraits traits(QueueConfig queue) {
        return new QueueTraits(true, QueueTraits.Delays.NONE);
    }

    @Override
    public QueueAdmin admin() {
        throw new UnsupportedOperationException("a producer only appends");
    }

    @Override
    public QueueReader reader(QueueConfig queue, ConsumerGroup group, SliceListener listener) {
        throw new UnsupportedOperationException("a producer does not read");
    }

    @Override
    public void close() {}
}
