package io.walgateway.it.sets;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.SetMarker;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.Slice;
import io.walgateway.core.set.MutationSet;
import io.walgateway.log.record.DecodedRecord;
import io.walgateway.log.record.EnvelopeCodec;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.storage.InMemoryStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The queue of markers: it has one, does not have it, or does not say. Each set is a lane of its own. */
final class MarkerQueue {
    static final String TARGET = "there";

    private final Stage stage;
    private final List<Entry> entries = new ArrayList<>();

    MarkerQueue(Stage stage) {
        this.stage = stage;
    }

    /** A marker in the queue. */
    static final class Entry {
        private final Message marker;
        private final SetMarker set;
        private Turns.@Nullable Actor holder;
        private boolean settled;

        private Entry(Message marker) {
            this.marker = marker;
            this.set = ((Message.Marked) marker.body()).marker();
        }

        Message marker() {
            return marker;
        }

        SetMarker set() {
            return set;
        }

        void settle() {
            settled = true;
        }

        void release() {
            holder = null;
        }

        private boolean isHeld() {
            return holder != null && holder.isAlive();
        }
    }

    /** Appends a record, with some luck. */
    CompletionStage<AppendResult> append(Bytes record) {
        stage.turns.pause();
        int luck = stage.calm ? 9 : stage.random.nextInt(10);
        if (luck == 0) {
            return CompletableFuture.completedStage(new AppendResult.NotAppended("away"));
        }
        Lease lease = new Lease(new Slice("q", 0, 0), 0, Bytes.EMPTY, record, stage.clock.instant(), 0);
        add(((DecodedRecord.Intact) EnvelopeCodec.decode(lease, Stage.NAMESPACE)).message());
        return CompletableFuture.completedStage(luck == 1 ? new AppendResult.Unknown("lost") : AppendResult.APPENDED);
    }

    /** Appends a marker without fail. */
    void add(Message marker) {
        entries.add(new Entry(marker));
    }

    /** The next marker, which the present process then holds. */
    Optional<Entry> take() {
        Optional<Entry> next = entries.stream()
                .filter(entry -> !entry.settled && !isInHand(entry.set.id()))
                .findFirst();
        next.ifPresent(entry -> entry.holder = stage.turns.current());
        return next;
    }

    private boolean isInHand(String set) {
        return entries.stream().anyMatch(entry -> entry.set.id().equals(set) && entry.isHeld());
    }

    boolean isSettled() {
        return entries.stream().allMatch(entry -> entry.settled);
    }

    /** The marker of a set. */
    static Message marker(String id, MutationSet set, int total) {
        return Messages.message()
                .build()
                .with(new Message.Marked(new SetMarker(
                        new ClaimCheck.Place(InMemoryStorage.TYPE, "sets", ""),
                        id,
                        set.generation(),
                        total,
                        List.of(TARGET),
                        set.keptUntil(),
                        Optional.empty(),
                        Optional.empty())))
                .with(Message.Routing.toAll(Bytes.EMPTY));
    }
}
