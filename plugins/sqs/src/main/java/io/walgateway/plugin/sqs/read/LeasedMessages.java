package io.walgateway.plugin.sqs.read;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.Slice;
import io.walgateway.plugin.sqs.append.RecordMessages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * The messages of one queue that a reader holds: leases, and settled messages that are not deleted yet. A message is
 * held once, also when SQS delivers it again, so that no two deliveries of it overlap. Safe for any number of threads.
 */
final class LeasedMessages {
    private final Slice slice;
    private final Duration visibilityTimeout;
    private final AttemptMemory attempts;
    private final Map<String, HeldMessage> byMessage = new HashMap<>();
    private final Map<Long, HeldMessage> byPosition = new HashMap<>();
    /**
     * Starts at a number that no other reader is likely to come near: records without an id get one derived from it.
     */
    private long nextPosition = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE / 2);

    private boolean givenUp;

    LeasedMessages(Slice slice, Duration visibilityTimeout, AttemptMemory attempts) {
        this.slice = slice;
        this.visibilityTimeout = visibilityTimeout;
        this.attempts = attempts;
    }

    Slice slice() {
        return slice;
    }

    synchronized boolean isEmpty() {
        return byMessage.isEmpty();
    }

    /** Takes messages; returns leases for those not held before, in the order given. Empty: it takes no more. */
    synchronized Optional<List<Lease>> take(List<Message> messages) {
        if (givenUp) {
            return Optional.empty();
        }
        List<Lease> leases = new ArrayList<>(messages.size());
        for (Message message : messages) {
            HeldMessage held = byMessage.get(message.messageId());
            if (held == null) {
                leases.add(hold(message).lease());
            } else {
                held.receivedAgain(message.receiptHandle(), expiry());
            }
        }
        return Optional.of(leases);
    }

    /** True: the message is to be deleted now. */
    synchronized boolean acknowledge(long position) {
        HeldMessage held = byPosition.get(position);
        if (held == null || held.isSettled()) {
            return false;
        }
        held.settle();
        return true;
    }

    /** False: the message is no longer held. */
    synchronized boolean recordAttempts(long position, int count) {
        HeldMessage held = byPosition.get(position);
        if (held == null || givenUp) {
            return false;
        }
        attempts.put(held.messageId(), count);
        return true;
    }

    synchronized List<HeldMessage> settled() {
        return select(HeldMessage::isSettled);
    }

    /** Leases whose time is more than a third over. */
    synchronized List<HeldMessage> toExtend() {
        long twoThirds = System.nanoTime() + visibilityTimeout.toNanos() * 2 / 3;
        return select(held -> !held.isSettled() && held.expiresBefore(twoThirds));
    }

    synchronized void extended(Collection<HeldMessage> these, Map<String, String> receipts, long fromNanos) {
        for (HeldMessage held : these) {
            @Nullable String receipt = receipts.get(held.messageId());
            if (receipt != null) {
                held.extended(receipt, fromNanos + visibilityTimeout.toNanos());
            }
        }
    }

    synchronized void remove(Collection<HeldMessage> these) {
        for (HeldMessage held : these) {
            byMessage.remove(held.messageId());
            byPosition.remove(held.lease().position());
            if (held.isSettled()) {
                attempts.forget(held.messageId());
            }
        }
    }

    /** Gives these leases up; returns the messages to release. */
    synchronized List<HeldMessage> giveUp(List<Lease> leases) {
        List<HeldMessage> these = leases.stream()
                .map(lease -> byPosition.get(lease.position()))
                .filter(Objects::nonNull)
                .toList();
        remove(these);
        return these;
    }

    /** Gives all messages up for good; returns those not settled, in the order in which they came. */
    synchronized List<HeldMessage> giveUp() {
        givenUp = true;
        List<HeldMessage> all = select(held -> !held.isSettled());
        byMessage.clear();
        byPosition.clear();
        return all;
    }

    private HeldMessage hold(Message message) {
        long position = nextPosition++;
        Bytes key = RecordMessages.key(message);
        Lease lease = new Lease(
                slice, position, key, RecordMessages.record(message), sent(message), attempts.of(message.messageId()));
        HeldMessage held = new HeldMessage(message.messageId(), lease, message.receiptHandle(), expiry());
        byMessage.put(message.messageId(), held);
        byPosition.put(position, held);
        return held;
    }

    private long expiry() {
        return System.nanoTime() + visibilityTimeout.toNanos();
    }

    private List<HeldMessage> select(Predicate<HeldMessage> condition) {
        return byMessage.values().stream()
                .filter(condition)
                .sorted((a, b) -> Long.compare(a.lease().position(), b.lease().position()))
                .toList();
    }

    private static Instant sent(Message message) {
        return Optional.ofNullable(message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP))
                .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)))
                .orElse(Instant.EPOCH);
    }
}
