package io.walgateway.plugin.opensearch.target;

import io.walgateway.core.target.BatchLimits;
import io.walgateway.core.target.BatchTarget;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.text.Reasons;
import io.walgateway.plugin.opensearch.address.IndexAddress;
import io.walgateway.plugin.opensearch.address.UnfitMessageException;
import io.walgateway.plugin.opensearch.cluster.Cluster;
import io.walgateway.plugin.opensearch.cluster.Reply;
import io.walgateway.plugin.opensearch.document.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes messages to an index, with one bulk request for all that are given at once. */
final class BulkTarget implements BatchTarget {
    private final IndexAddress address;
    private final Cluster cluster;
    private final IndexPresence presence;
    private final InstantSource clock;

    BulkTarget(IndexAddress address, Cluster cluster, IndexPresence presence, InstantSource clock) {
        this.address = address;
        this.cluster = cluster;
        this.presence = presence;
        this.clock = clock;
    }

    /** An attempt whose outcome is not known yet, and its place among all. */
    private record Open(int place, DeliveryAttempt attempt, Entry entry) {}

    @Override
    public BatchLimits limits() {
        return cluster.settings().limits();
    }

    @Override
    public List<DeliveryOutcome> deliverAll(List<DeliveryAttempt> attempts) throws InterruptedException {
        Duration left = left(attempts);
        long end = System.nanoTime() + left.toNanos();
        List<DeliveryOutcome> outcomes = new ArrayList<>(attempts.size());
        List<Open> open = new ArrayList<>(attempts.size());
        for (DeliveryAttempt attempt : attempts) {
            outcomes.add(entry(attempt, outcomes.size(), open));
        }
        List<Open> writable = address.requireIndex() ? writable(open, outcomes, end) : open;
        if (!writable.isEmpty()) {
            send(writable, outcomes, left(end));
        }
        return List.copyOf(outcomes);
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(1, end - System.nanoTime()));
    }

    private Duration left(List<DeliveryAttempt> attempts) {
        Instant now = clock.instant();
        Duration day = Duration.ofDays(1);
        Duration left = attempts.stream()
                .map(attempt -> attempt.left(now))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return left.compareTo(day) < 0 ? left : day;
    }

    /** The outcome so far: that of a message which cannot be an entry, or a place that is filled later. */
    private DeliveryOutcome entry(DeliveryAttempt attempt, int place, List<Open> open) {
        try {
            open.add(new Open(place, attempt, Entry.of(address, attempt.message())));
            return new DeliveryOutcome.Failed("it was not sent");
        } catch (UnfitMessageException e) {
            return new DeliveryOutcome.Rejected(Reasons.of(e));
        }
    }

    /** Each question may take half of the time that is left, however many there are. */
    private List<Open> writable(List<Open> open, List<DeliveryOutcome> outcomes, long end) throws InterruptedException {
        Map<String, Optional<DeliveryOutcome>> obstacles = new HashMap<>();
        List<Open> writable = new ArrayList<>(open.size());
        for (Open each : open) {
            String index = each.entry().index();
            Optional<DeliveryOutcome> obstacle = obstacles.get(index);
            if (obstacle == null) {
                obstacle = presence.obstacle(index, left(end).dividedBy(2));
                obstacles.put(index, obstacle);
            }
            if (obstacle.isPresent()) {
                outcomes.set(each.place(), obstacle.get());
            } else {
                writable.add(each);
            }
        }
        return writable;
    }

    private void send(List<Open> open, List<DeliveryOutcome> outcomes, Duration left) throws InterruptedException {
        List<Entry> entries = open.stream().map(Open::entry).toList();
        switch (cluster.exchange(BulkCall.of(address, entries, left), left)) {
            case Reply.NotSent reply -> setAll(open, outcomes, RequestOutcomes.of(reply));
            case Reply.Late reply -> setAll(open, outcomes, RequestOutcomes.of(reply));
            case Reply.Broken reply -> setAll(open, outcomes, RequestOutcomes.of(reply, open.size()));
            case Reply.Answered reply -> {
                Optional<List<ItemAnswer>> items =
                        reply.status() == 200 ? BulkAnswer.read(reply.body(), open.size()) : Optional.empty();
                if (items.isPresent()) {
                    setEach(open, outcomes, items.get());
                } else {
                    setAll(open, outcomes, RequestOutcomes.of(reply, open.size()));
                }
            }
        }
    }

    private void setEach(List<Open> open, List<DeliveryOutcome> outcomes, List<ItemAnswer> items) {
        for (int i = 0; i < open.size(); i++) {
            Open each = open.get(i);
            outcomes.set(
                    each.place(),
                    ItemOutcomes.of(
                            items.get(i),
                            address,
                            each.entry().index(),
                            each.attempt().message().payload()));
        }
    }

    private static void setAll(List<Open> open, List<DeliveryOutcome> outcomes, DeliveryOutcome outcome) {
        open.forEach(each -> outcomes.set(each.place(), outcome));
    }
}
