package io.walgateway.it.sim;

import static io.walgateway.it.sim.Schedule.MILLI;
import static io.walgateway.it.sim.Schedule.SECOND;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.Limits;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.Policies;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.namespace.RetryPolicy;
import io.walgateway.it.sim.Dice.Roll;
import io.walgateway.it.sim.PlannedWrite.Nature;
import io.walgateway.it.sim.Tally.Count;
import io.walgateway.producer.WriteResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The callers that write. They retry if the answer allows it, and remember their answers. */
final class Callers {
    static final String NAMESPACE = "orders";
    static final Limits LIMITS = new Limits(1 << 10, Duration.ofMinutes(1));

    private final World world;
    private final List<ProducerProcess> producers = new ArrayList<>();
    private final List<WriteTry> tries = new ArrayList<>();
    private final Map<UUID, PlannedWrite> ids = new HashMap<>();
    private int unanswered;
    private long producersStarted;

    Callers(World world) {
        this.world = world;
        for (int machine = 0; machine < world.plan.shape().producers(); machine++) {
            producers.add(producer());
        }
    }

    /** The namespace's configuration of this run. */
    static NamespaceConfig namespace(Shape shape) {
        List<String> deadLetters = shape.deadLetters() ? List.of("orders-dlq") : List.of();
        return new NamespaceConfig(
                NAMESPACE,
                1,
                "default",
                "default",
                shape.ordering(),
                List.of(new QueueConfig(SimQueue.TYPE, "default", List.of(SimLog.QUEUE), deadLetters, Map.of())),
                List.of(ProducerProcess.otherTarget()),
                new Policies(RetryPolicy.DEFAULT, LIMITS, NamespaceConfig.Access.OPEN),
                Optional.empty());
    }

    void start() {
        world.plan.writes().forEach(write -> {
            unanswered++;
            world.schedule.at(write.atMicros(), () -> write(new WriteTry(write, 0)));
        });
    }

    /** True if no caller waits for an answer or is going to retry. */
    boolean areDone() {
        return unanswered == 0;
    }

    /** The producer is killed; its callers lose their connection. */
    void crash(int machine, long forMicros) {
        int index = machine % producers.size();
        world.tally.count(Count.CRASHES);
        world.journal.note(() -> "crash: producer " + index);
        producers.get(index).crash();
        producers.set(index, producer());
        producers.get(index).busyUntil(world.schedule.now() + forMicros);
    }

    /** At the end of a run, checks that everything promised has arrived. */
    void judge() {
        for (WriteTry each : tries) {
            if (each.answer instanceof WriteResult.Durable) {
                LogEntry entry = each.entry;
                world.judge.require(
                        entry != null && entry.hasArrived(),
                        Promise.TRUE_ARRIVES,
                        () -> each + " was answered TRUE, but is neither delivered nor dead-lettered: " + entry);
            }
        }
    }

    /** The write is in the log. */
    void landed(WriteTry landed, LogEntry entry) {
        landed.entry = entry;
        judgeAnswer(landed);
    }

    private void write(WriteTry next) {
        PlannedWrite write = next.write;
        tries.add(next);
        world.tally.count(Count.WRITES);
        if (write.nature() == Nature.MALFORMED) {
            Bytes garbage =
                    Bytes.wrap(("no record " + "x".repeat(write.payloadBytes())).getBytes(StandardCharsets.UTF_8));
            world.log.append(world.log.sliceOf(Bytes.EMPTY, next.dieNumber()), Bytes.EMPTY, garbage, null);
            unanswered--;
            return;
        }
        ProducerProcess producer = producers.get(write.producer() % producers.size());
        if (world.schedule.now() < producer.busyUntil()) {
            answered(next, null);
        } else {
            producer.write(next, answer -> answered(next, answer));
        }
    }

    /** @param answer null: the connection was lost, or there was none */
    private void answered(WriteTry asked, @Nullable WriteResult answer) {
        asked.answer = answer;
        world.journal.note(() -> "answered: " + asked + ": " + answer);
        count(answer);
        judgeAnswer(asked);
        boolean again = (answer == null || asked.isOpen()) && asked.number + 1 < WriteTry.TRIES_MAX;
        if (again) {
            long pause = world.dice.between(10 * MILLI, 3 * SECOND, Roll.TRY_AGAIN, asked.dieNumber(), 0);
            world.schedule.after(pause, () -> write(new WriteTry(asked.write, asked.number + 1)));
        } else {
            unanswered--;
        }
    }

    private void judgeAnswer(WriteTry asked) {
        switch (asked.answer) {
            case WriteResult.Durable _ ->
                world.judge.require(
                        asked.entry != null,
                        Promise.TRUE_ARRIVES,
                        () -> asked + " was answered TRUE, but is not in the log");
            case WriteResult.NotDurable _, WriteResult.Refused _, WriteResult.NotServed _, WriteResult.Incomplete _ ->
                world.judge.require(
                        asked.entry == null,
                        Promise.FALSE_NEVER_APPEARS,
                        () -> asked + " was answered " + asked.answer + ", but is in the log");
            case WriteResult.Unknown _ -> {}
            case null -> {}
        }
        world.judge.require(
                asked.write.nature() != Nature.INVALID
                        || asked.answer == null
                        || asked.answer instanceof WriteResult.Refused,
                Promise.FALSE_NEVER_APPEARS,
                () -> asked + " asks for what is not allowed, but was answered " + asked.answer);
        judgeId(asked);
    }

    private void judgeId(WriteTry asked) {
        UUID id = asked.id();
        if (id != null) {
            PlannedWrite before = ids.putIfAbsent(id, asked.write);
            world.judge.require(
                    before == null || before.equals(asked.write),
                    Promise.NOTHING_INVENTED,
                    () -> asked + " has the id of another write: " + id);
        }
    }

    private void count(@Nullable WriteResult answer) {
        world.tally.count(
                switch (answer) {
                    case WriteResult.Durable _ -> Count.ANSWERED_TRUE;
                    case WriteResult.NotDurable _ -> Count.ANSWERED_FALSE;
                    case WriteResult.Refused _, WriteResult.NotServed _, WriteResult.Incomplete _ -> Count.REFUSED;
                    case WriteResult.Unknown _ -> Count.ANSWERED_UNKNOWN;
                    case null -> Count.ANSWERED_UNKNOWN;
                });
    }

    private ProducerProcess producer() {
        return new ProducerProcess(world, producersStarted++);
    }
}
