package io.walgateway.plugin.sqs.append;

import io.walgateway.plugin.sqs.cluster.Connection;
import io.walgateway.plugin.sqs.cluster.SqsNames;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;

/** Sends to one queue: in any order to a standard one, in the order of each message group to a FIFO queue. */
final class QueueSender {
    private static final int STANDARD_REQUESTS_MAX = 16;
    private static final int FIFO_LANES = 4;

    private final List<SendLane> lanes;

    /**
     * @param queue  the queue's name or address
     * @param atRest called when a request has ended and one of the lanes has nothing left
     */
    QueueSender(Connection connection, String queue, InstantSource clock, Runnable atRest) {
        BatchRequest request = new BatchRequest(connection, queue, clock);
        boolean fifo = SqsNames.isFifo(queue);
        this.lanes = IntStream.range(0, fifo ? FIFO_LANES : 1)
                .mapToObj(_ ->
                        new SendLane(fifo ? 1 : STANDARD_REQUESTS_MAX, connection.requestTimeout(), request, atRest))
                .toList();
    }

    boolean isAtRest() {
        return lanes.stream().allMatch(SendLane::isAtRest);
    }

    void send(PendingSend send) {
        int lane = send.fifo()
                .map(place -> Math.floorMod(place.groupId().hashCode(), lanes.size()))
                .orElse(0);
        lanes.get(lane).send(send);
    }
}
