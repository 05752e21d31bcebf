package io.walgateway.plugin.sqs.target;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetReview;
import io.walgateway.plugin.sqs.append.ClusterSenders;
import io.walgateway.plugin.sqs.cluster.SendFaults;
import io.walgateway.plugin.sqs.cluster.SqsNames;
import io.walgateway.plugin.sqs.cluster.SqsSettings;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.core.exception.SdkException;

/** Delivers to queues of any number of clusters. */
public final class SqsTargetClient implements TargetClient {
    public static final String QUEUE = "queue";
    public static final String CLUSTER = "cluster";
    private static final String DEFAULT_CLUSTER = "default";

    private final ClusterSenders senders;
    private final InstantSource clock;

    public SqsTargetClient(SqsSettings settings, InstantSource clock) {
        this.senders = new ClusterSenders(settings, clock);
        this.clock = clock;
    }

    public static String cluster(TargetAddress address) {
        return address.properties().getOrDefault(CLUSTER, DEFAULT_CLUSTER);
    }

    /** A cluster whose settings are wrong can never be reached from this process, so its target rejects messages. */
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

    /** A queue that is given by its address is not looked up. */
    @Override
    public TargetReview review(TargetAddress address, Duration ageMax) {
        String queue = address.properties().getOrDefault(QUEUE, "");
        String cluster = cluster(address);
        try {
            return senders.of(cluster).exists(queue)
                    ? TargetReview.NOTHING
                    : TargetReview.warning(new Violation(
                            "/queue",
                            queue,
                            "a queue of the SQS cluster " + cluster
                                    + "; there is none of this name yet, and until there" + " is, deliveries wait"));
        } catch (SdkException | IllegalArgumentException | IllegalStateException e) {
            return TargetReview.warning(new Violation(
                    "/cluster",
                    cluster,
                    "a cluster that can be asked for the queue; it was not checked: " + SendFaults.text(e)));
        }
    }

    @Override
    public void close() {
        senders.close();
    }
}
