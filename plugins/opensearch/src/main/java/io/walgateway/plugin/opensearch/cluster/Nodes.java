package io.walgateway.plugin.opensearch.cluster;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The nodes of a cluster in turn. A node that did not answer is the last choice for a while, and is used at once where
 * all are so. Safe for any number of threads.
 */
final class Nodes {
    private static final Duration AVOIDED = Duration.ofSeconds(5);
    private static final long NEVER = 0;

    private final List<URI> addresses;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicLongArray failedAt;

    Nodes(List<URI> addresses) {
        this.addresses = List.copyOf(addresses);
        this.failedAt = new AtomicLongArray(addresses.size());
    }

    /** A node of the list that was given. */
    record Node(int index, URI address) {}

    /** All nodes, the best choice first. */
    List<Node> inTurn() {
        int first = Math.floorMod(turn.getAndIncrement(), addresses.size());
        List<Node> good = new ArrayList<>(addresses.size());
        List<Node> avoided = new ArrayList<>();
        for (int step = 0; step < addresses.size(); step++) {
            int index = (first + step) % addresses.size();
            (isAvoided(index) ? avoided : good).add(new Node(index, addresses.get(index)));
        }
        good.addAll(avoided);
        return good;
    }

    void answered(Node node) {
        failedAt.lazySet(node.index(), NEVER);
    }

    void failed(Node node) {
        long now = System.nanoTime();
        failedAt.set(node.index(), now == NEVER ? NEVER + 1 : now);
    }

    private boolean isAvoided(int index) {
        long failed = failedAt.get(index);
        return failed != NEVER && System.nanoTime() - failed < AVOIDED.toNanos();
    }
}
