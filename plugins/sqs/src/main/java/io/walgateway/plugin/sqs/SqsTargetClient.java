package io.walgateway.plugin.sqs;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.core.target.TargetClient;
import java.time.InstantSource;

/** Queues of any number of clusters. */
final class SqsTargetClient implements TargetClient {
    static final String QUEUE = "queue";
    static final String CLUSTER = "cluster";
    private static final String DEFAULT_CLUSTER = "default";

    private final ClusterSenders senders;
    private final InstantSource clock;

    SqsTargetClient(SqsSettings settings, InstantSource clock) {
        this.senders = new ClusterSenders(settings, clock);
        this.clock = clock;
    }

    static String cluster(TargetAddress address) {
        return address.properties().getOrDefault(CLUSTER, DEFAULT_CLUSTER);
    }

    /** A cluster whose settings are wrong can never be reached from this process. */
    @Override
    public Target target(TargetAddress address) {
        String queue = address.properties().get(QUEUE);
        if (queue == null) {
            throw new IllegalArgumentException("/queue: absent (expected: " + SqsNames.EXPECTATION + ")");
        }
        try {
            return new SqsTarget(senders.of(cluster(address)), queue, clock);
        } catch (IllegalArgumentException e) {
            return _ -> new DeliveryOutcome.Rejected(SendFaults.text(e));
        }
    }

    @Override
    public String endpoint(TargetAddress address) {
        return "sqs:" + cluster(address);
    }

    @Override
    public void close() {
        senders.close();
    }
}
