package io.walgateway.benchmarks.micro;

import io.walgateway.core.delivery.Delivery;
import io.walgateway.core.delivery.DeliveryCommand;
import io.walgateway.core.delivery.DeliveryCore;
import io.walgateway.core.delivery.DeliveryEvent;
import io.walgateway.core.delivery.DeliveryPolicy;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.namespace.RetryPolicy;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Destination;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The cost of the delivery decision for each record, from its poll to its settlement. */
@State(Scope.Benchmark)
public class DeliveryBenchmark {
    private static final int POLL = 500;
    private static final int KEYS = 10_000;
    private static final Destination NOWHERE = Destination.endingAll(DeliveryOutcome.DELIVERED);

    @Param({"KEY", "NONE"})
    public Ordering ordering = Ordering.NONE;

    private final Message[] messages = IntStream.range(0, KEYS)
            .mapToObj(key -> Records.message(Bytes.utf8("key-" + key)))
            .toArray(Message[]::new);
    private final Deque<Delivery> underWay = new ArrayDeque<>();
    private DeliveryCore core = core();
    private long position;

    @Setup
    public void setUp() {
        core = core();
        position = 0;
    }

    /** One poll of 500 records, all of which are delivered. */
    @Benchmark
    @OperationsPerInvocation(POLL)
    public long settle() {
        List<Delivery> polled = new ArrayList<>(POLL);
        for (int record = 0; record < POLL; record++) {
            Message message = messages[(int) (position % KEYS)];
            polled.add(new Delivery(
                    Records.lease(position++, message.orderingKey(), message.payload()), message, NOWHERE));
        }
        core.handle(new DeliveryEvent.Polled(polled), Records.NOW);
        while (!underWay.isEmpty()) {
            core.handle(new DeliveryEvent.Completed(underWay.remove(), DeliveryOutcome.DELIVERED), Records.NOW);
        }
        return position;
    }

    private DeliveryCore core() {
        DeliveryPolicy policy = new DeliveryPolicy(
                ordering,
                RetryPolicy.DEFAULT,
                256,
                10_000,
                16 << 20,
                DeliveryPolicy.UNLIMITED,
                DeliveryPolicy.UNLIMITED);
        return new DeliveryCore(policy, new SplittableRandom(1), this::carryOut);
    }

    private void carryOut(DeliveryCommand command) {
        if (command instanceof DeliveryCommand.Deliver(var delivery, var _)) {
            underWay.add(delivery);
        }
    }
}
