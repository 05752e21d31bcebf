package io.walgateway.consumer.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.set.MutationSet;
import io.walgateway.core.set.SetKeys;
import io.walgateway.core.set.SetPolicy;
import io.walgateway.core.set.SetRules;
import io.walgateway.core.set.SetState;
import io.walgateway.core.set.SweepStep;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.storage.StorageUnavailableException;
import io.walgateway.log.record.EnvelopeCodec;
import io.walgateway.log.set.IncomingPart;
import io.walgateway.log.set.PartIntake;
import io.walgateway.log.set.SetAnswer;
import io.walgateway.log.set.SetParts;
import io.walgateway.log.set.SetSealing;
import io.walgateway.log.set.SetStore;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.fake.storage.FaultyStorage;
import io.walgateway.testkit.fake.storage.InMemoryStorage;
import io.walgateway.testkit.fake.storage.StorageWithHook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a process leaves behind between two steps, another one finishes. */
class SetSweepTest {
    private static final Duration EXPIRY = Duration.ofHours(1);

    private final TestClock clock = new TestClock();
    private final InMemoryStorage stored = new InMemoryStorage(clock);
    private final FaultyStorage faulty = new FaultyStorage(stored);
    private final DurableStorage storage = faulty.open(new PluginContext(Map.of(), clock, "test"))
            .storage(new DurableStorageConfig(InMemoryStorage.TYPE, "sets", ""));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Bytes> queued = new ArrayList<>();
    private AppendResult answer = AppendResult.APPENDED;
    private final SetSweep sweep = new SetSweep(
            storage,
            "orders",
            marker -> {
                queued.add(marker);
                return CompletableFuture.completedStage(answer);
            },
            new SetMeters(registry));

    @Test
    void shouldQueueTheMarkerThatASealedSetLacks() throws InterruptedException {
        put("s", 0);
        seal("s", 1, new AppendResult.NotAppended("the process has died"));
        sweep.run(clock.instant());
        assertThat(queued).as("its process may still be at it").isEmpty();

        clock.advance(SweepStep.GRACE.plusSeconds(1));
        answer = new AppendResult.Unknown("away");
        sweep.run(clock.instant());
        answer = AppendResult.APPENDED;
        sweep.run(clock.instant());
        assertThat(queued).hasSize(2);
        assertThat(state("s")).isEqualTo(new SetState.Queued(1));
        assertThat(registry.get("wal.consumer.sets.queued.by.sweeper").counter().count())
                .isEqualTo(1);

        clock.advance(EXPIRY.multipliedBy(3));
        sweep.run(clock.instant());
        sweep.run(clock.instant());
        assertThat(queued).hasSize(2);
        assertThat(state("s")).isEqualTo(new SetState.Queued(1));
        assertThat(stored.keys("sets"))
                .as("it is not applied, which is for operators to see")
                .anyMatch(key -> key.matches("sets/orders/waiting/.+"))
                .noneMatch(key -> key.matches("sets/orders/(open|sealed)(/.*)?"));
    }

    @Test
    void shouldListASetThatWaitsForLongUntilItIsApplied() throws InterruptedException {
        put("s", 0);
        seal("s", 1, AppendResult.APPENDED);
        clock.advance(EXPIRY.minusSeconds(1));
        sweep.run(clock.instant());
        assertThat(stored.keys("sets")).anyMatch(key -> key.startsWith("sets/orders/open/"));
        clock.advance(Duration.ofSeconds(1));
        sweep.run(clock.instant());
        sweepFor(Duration.ofMinutes(30));
        assertThat(stored.keys("sets"))
                .anyMatch(key -> key.startsWith("sets/orders/waiting/"))
                .noneMatch(key -> key.startsWith("sets/orders/open"));
        assertThat(sweep.isIdle()).isFalse();

        move("s", new SetState.Queued(1).applied());
        sweepFor(Duration.ofMinutes(30));
        assertThat(stored.keys("sets")).noneMatch(key -> key.startsWith("sets/"));
        assertThat(sweep.isIdle()).isTrue();
    }

    private void sweepFor(Duration time) throws InterruptedException {
        for (Duration left = time; left.isPositive(); left = left.minus(SetSweep.EVERY)) {
            clock.advance(SetSweep.EVERY);
            sweep.run(clock.instant());
        }
    }

    @Test
    void shouldExpireAnOpenSetWholeAndNotBefore() throws InterruptedException {
        assertThat(sweep.isIdle()).isTrue();
        put("s", 0);
        put("s", 1);
        assertThat(sweep.isIdle()).isFalse();
        clock.advance(EXPIRY.minusSeconds(1));
        sweep.run(clock.instant());
        assertThat(state("s")).isEqualTo(SetState.Open.NEW);

        clock.advance(Duration.ofSeconds(1));
        sweep.run(clock.instant());
        assertThat(state("s")).isEqualTo(new SetState.Expired());
        assertThat(stored.keys("sets")).containsExactly("set/orders/s", "sets/orders/open");
        assertThat(registry.get("wal.consumer.sets.expired").counter().count()).isEqualTo(1);

        clock.advance(Duration.ofMinutes(20));
        sweep.run(clock.instant());
        assertThat(stored.keys("sets")).containsExactly("set/orders/s");
        assertThat(sweep.isIdle()).isTrue();
        clock.advance(Duration.ofDays(1));
        assertThat(stored.liveKeys("sets")).isEmpty();
    }

    /** Found by the simulation: the sweeper removes the parts just before they are listed. */
    @Test
    void shouldSayThatASetHasExpiredWhileItsMarkerWasCarriedOut() {
        put("s", 0);
        Instant before = clock.instant();
        clock.advance(EXPIRY);
        DurableStorage swept = new StorageWithHook(storage, _ -> sweepNow());
        SetAnswer answer = new SetSealing(
                        new SetStore(swept, new SetKeys("orders", "s")),
                        new SetRules("s", SetPolicy.DEFAULT),
                        1,
                        _ -> EnvelopeCodec.encode(Messages.message().build()),
                        _ -> CompletableFuture.completedStage(AppendResult.APPENDED))
                .carryOut(before)
                .toCompletableFuture()
                .join();
        assertThat(answer)
                .isInstanceOfSatisfying(
                        SetAnswer.Refused.class,
                        refused -> assertThat(refused.violation().toString()).contains("a set that expired at"));
    }

    private void sweepNow() {
        try {
            sweep.run(clock.instant());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldNeverExpireASealedSet() throws InterruptedException {
        put("s", 0);
        seal("s", 1, new AppendResult.NotAppended("the process has died"));
        clock.advance(EXPIRY.multipliedBy(2));
        sweep.run(clock.instant());
        assertThat(state("s")).isEqualTo(new SetState.Queued(1));
        assertThat(queued).hasSize(1);
        assertThat(stored.keys("sets")).anyMatch(key -> key.endsWith("/parts"));
    }

    @Test
    void shouldGoOnWhereItWasWhenTheStorageIsBack() throws InterruptedException {
        put("s", 0);
        clock.advance(EXPIRY);
        faulty.unavailable();
        assertThatThrownBy(() -> sweep.run(clock.instant())).isInstanceOf(StorageUnavailableException.class);
        faulty.heal();
        sweep.run(clock.instant());
        assertThat(state("s")).isEqualTo(new SetState.Expired());
    }

    @Test
    void shouldHaveOneHolderAtATimeAndAnotherWhenItIsGone() throws InterruptedException {
        SweepLease one = new SweepLease(storage, "orders", "one");
        SweepLease two = new SweepLease(storage, "orders", "two");
        assertThat(one.take(clock.instant())).isTrue();
        assertThat(two.take(clock.instant())).isFalse();
        clock.advance(SweepLease.LASTS.minusSeconds(1));
        assertThat(one.take(clock.instant())).as("renewed").isTrue();
        clock.advance(Duration.ofSeconds(2));
        assertThat(two.take(clock.instant())).isFalse();
        clock.advance(SweepLease.LASTS);
        assertThat(two.take(clock.instant())).isTrue();
        assertThat(one.take(clock.instant())).isFalse();
        two.release();
        assertThat(one.take(clock.instant())).isTrue();
    }

    private void put(String id, int sequence) {
        Instant now = clock.instant();
        MutationSet fresh = new MutationSet(
                "generation", now.plus(EXPIRY), now.plus(Duration.ofDays(1)), Optional.empty(), SetState.Open.NEW);
        Message part = Messages.message().build();
        assertThat(new PartIntake()
                        .accept(
                                store(id),
                                new IncomingPart(
                                        new SetRules(id, SetPolicy.DEFAULT),
                                        fresh,
                                        sequence,
                                        SetParts.stored(part, Bytes.utf8("sha"), false),
                                        now))
                        .toCompletableFuture()
                        .join())
                .isEqualTo(SetAnswer.DONE);
    }

    private void seal(String id, int total, AppendResult result) {
        var _ = new SetSealing(
                        store(id),
                        new SetRules(id, SetPolicy.DEFAULT),
                        total,
                        _ -> EnvelopeCodec.encode(Messages.message().build()),
                        _ -> CompletableFuture.completedStage(result))
                .carryOut(clock.instant())
                .toCompletableFuture()
                .join();
        assertThat(state(id))
                .isInstanceOf(result instanceof AppendResult.Appended ? SetState.Queued.class : SetState.Sealed.class);
    }

    private void move(String id, SetState next) {
        SetStore.Held held = store(id).find().toCompletableFuture().join().orElseThrow();
        assertThat(store(id).move(held, next).toCompletableFuture().join()).isPresent();
    }

    private SetState state(String id) {
        return store(id).find().toCompletableFuture().join().orElseThrow().set().state();
    }

    private SetStore store(String id) {
        return new SetStore(storage, new SetKeys("orders", id));
    }
}
