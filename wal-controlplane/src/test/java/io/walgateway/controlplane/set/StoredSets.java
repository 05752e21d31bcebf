package io.walgateway.controlplane.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.set.MutationSet;
import io.walgateway.core.set.SetKeys;
import io.walgateway.core.set.SetKeys.Unfinished;
import io.walgateway.core.set.SetPolicy;
import io.walgateway.core.set.SetRules;
import io.walgateway.core.set.SetState;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.log.record.EnvelopeCodec;
import io.walgateway.log.record.MessageIds;
import io.walgateway.log.set.IncomingPart;
import io.walgateway.log.set.PartIntake;
import io.walgateway.log.set.SetAnswer;
import io.walgateway.log.set.SetParts;
import io.walgateway.log.set.SetSealing;
import io.walgateway.log.set.SetStore;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** Sets of the namespace {@code n}, stored as servers and consumers store them. */
final class StoredSets {
    static final Duration EXPIRY = Duration.ofHours(1);

    private final DurableStorage storage;
    private final TestClock clock;
    private final MessageIds ids;

    StoredSets(DurableStorage storage, TestClock clock) {
        this.storage = storage;
        this.clock = clock;
        this.ids = new MessageIds(clock, new SplittableRandom(7));
    }

    void open(String id, int... sequences) {
        Instant now = clock.instant();
        for (int sequence : sequences) {
            MutationSet fresh = new MutationSet(
                    ids.next().toString(),
                    now.plus(EXPIRY),
                    now.plus(Duration.ofDays(40)),
                    Optional.empty(),
                    SetState.Open.NEW);
            var part = SetParts.stored(Messages.message().build(), Bytes.utf8("sha"), false);
            assertThat(new PartIntake()
                            .accept(store(id), new IncomingPart(rules(id), fresh, sequence, part, now))
                            .toCompletableFuture()
                            .join())
                    .isEqualTo(SetAnswer.DONE);
        }
    }

    /** A set of two parts. */
    void seal(String id, AppendResult result) {
        open(id, 0, 1);
        new SetSealing(
                        store(id),
                        rules(id),
                        2,
                        _ -> EnvelopeCodec.encode(Messages.message().build()),
                        _ -> CompletableFuture.completedStage(result))
                .carryOut(clock.instant())
                .toCompletableFuture()
                .join();
    }

    /** The target has one of the two parts of a set that is queued. */
    void apply(String id, String target) {
        MutationSet set = held(id).set();
        store(id)
                .done(set.generation(), target, 0, set.keptUntil())
                .toCompletableFuture()
                .join();
    }

    void move(String id, SetState next) {
        assertThat(store(id).move(held(id), next).toCompletableFuture().join()).isPresent();
    }

    /** As a sweeper does with sets that are not applied in time. */
    void listAsWaiting(String id) {
        store(id)
                .enlist(Unfinished.WAITING, clock.instant(), held(id).set().keptUntil())
                .thenCompose(
                        _ -> store(id).strike(Unfinished.OPEN, held(id).set().openUntil()))
                .toCompletableFuture()
                .join();
    }

    private SetStore.Held held(String id) {
        return store(id).find().toCompletableFuture().join().orElseThrow();
    }

    private SetStore store(String id) {
        return new SetStore(storage, new SetKeys("n", id));
    }

    private static SetRules rules(String id) {
        return new SetRules(id, SetPolicy.DEFAULT);
    }
}
