package io.walgateway.log.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.set.MutationSet;
import io.walgateway.core.set.SetKeys;
import io.walgateway.core.set.SetPolicy;
import io.walgateway.core.set.SetRules;
import io.walgateway.core.set.SetState;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.log.record.ProtoBytes;
import io.walgateway.proto.v1.StoredPart;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.fake.storage.FaultyStorage;
import io.walgateway.testkit.fake.storage.InMemoryStorage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartIntakeTest {
    private static final String ID = "s";

    private final TestClock clock = new TestClock();
    private final FaultyStorage faulty = new FaultyStorage(new InMemoryStorage(clock));
    private final DurableStorage storage = faulty.open(new PluginContext(Map.of(), clock, "test"))
            .storage(new DurableStorageConfig(InMemoryStorage.TYPE, "sets", ""));
    private final SetStore store = new SetStore(storage, new SetKeys("orders", ID));
    private final PartIntake intake = new PartIntake();

    @Test
    void shouldAcceptPartsOfAKnownSet() {
        assertThat(answer(0, "one")).isEqualTo(SetAnswer.DONE);
        int before = faulty.reads();
        assertThat(answer(1, "two")).isEqualTo(SetAnswer.DONE);
        assertThat(faulty.reads() - before)
                .as("the look after it is stored alone")
                .isEqualTo(1);
        assertThat(held().set().generation()).isEqualTo("one");
        assertThat(parts()).isEqualTo(2);
    }

    @Test
    void shouldRefuseAPartThatTheMarkerOfAKnownSetHasNotSeen() {
        answer(0, "one");
        assertThat(store.move(held(), new SetState.Queued(1))
                        .toCompletableFuture()
                        .join())
                .isPresent();
        assertThat(answer(1, "one")).isInstanceOf(SetAnswer.Refused.class);
        assertThat(answer(0, "one")).isEqualTo(SetAnswer.DONE);
    }

    @Test
    void shouldLeaveNoPartWhereAKnownSetHasGone() {
        answer(0, "one");
        store.removeParts("one", List.of()).toCompletableFuture().join();
        storage.remove(store.keys().head(), 0).toCompletableFuture().join();
        assertThat(answer(1, "two")).isInstanceOf(SetAnswer.Unknown.class);
        assertThat(storage.numbers(store.keys().parts("one"))
                        .toCompletableFuture()
                        .join())
                .isEmpty();
        assertThat(answer(1, "two")).isEqualTo(SetAnswer.DONE);
        assertThat(held().set().generation()).isEqualTo("two");
    }

    /** More than one group's worth, while the first part is being stored. */
    @Test
    void shouldStoreTogetherThePartsThatComeAtOnce() {
        faulty.holdingPuts();
        List<CompletableFuture<SetAnswer>> answers = IntStream.range(0, 100)
                .mapToObj(sequence -> take(sequence, "g"))
                .toList();
        CompletableFuture<SetAnswer> repeated = take(7, "g");
        CompletableFuture<SetAnswer> other = take(8, "g", "other");
        assertThat(answers).noneMatch(CompletableFuture::isDone);
        faulty.release();
        // The set is listed and opened, and its first part stored; then 32, 32, 32 and 5 parts, two of which are there.
        assertThat(faulty.conditions()).isEqualTo(3 + 4 + 2);
        assertThat(answers).allMatch(answer -> answer.join().equals(SetAnswer.DONE));
        assertThat(repeated.join()).isEqualTo(SetAnswer.DONE);
        assertThat(other.join())
                .isInstanceOfSatisfying(
                        SetAnswer.Refused.class,
                        refused -> assertThat(refused.violation().toString()).contains("8 with the checksum"));
        assertThat(parts()).isEqualTo(100);
    }

    @Test
    void shouldStoreWhatIsMissingWhereSomeOfThePartsExist() {
        answer(1, "g");
        Map<Integer, SetAnswer> answers = new PartGroup(
                        store,
                        new OpenSets(),
                        List.of(incoming(0, "g", "p"), incoming(1, "g", "p"), incoming(2, "g", "p")))
                .accept()
                .toCompletableFuture()
                .join();
        assertThat(answers).isEqualTo(Map.of(0, SetAnswer.DONE, 1, SetAnswer.DONE, 2, SetAnswer.DONE));
        assertThat(parts()).isEqualTo(3);
    }

    @Test
    void shouldAnswerThePartsThatWaitWhenTheStorageGoesAway() {
        answer(0, "g");
        faulty.holdingPuts();
        CompletableFuture<SetAnswer> first = take(1, "g");
        CompletableFuture<SetAnswer> second = take(2, "g");
        faulty.unavailable();
        faulty.release();
        assertThat(first.join()).isInstanceOf(SetAnswer.Unknown.class);
        assertThat(second.join()).isInstanceOf(SetAnswer.Unknown.class);
        faulty.heal();
        assertThat(answer(2, "g")).isEqualTo(SetAnswer.DONE);
    }

    private SetStore.Held held() {
        return store.find().toCompletableFuture().join().orElseThrow();
    }

    private int parts() {
        return store.parts(held().set()).toCompletableFuture().join().count();
    }

    private SetAnswer answer(int sequence, String generation) {
        return take(sequence, generation).join();
    }

    private CompletableFuture<SetAnswer> take(int sequence, String generation) {
        return take(sequence, generation, "p");
    }

    private CompletableFuture<SetAnswer> take(int sequence, String generation, String content) {
        return intake.accept(store, incoming(sequence, generation, content)).toCompletableFuture();
    }

    private IncomingPart incoming(int sequence, String generation, String content) {
        MutationSet fresh = new MutationSet(
                generation,
                clock.instant().plusSeconds(60),
                clock.instant().plusSeconds(3600),
                Optional.empty(),
                SetState.Open.NEW);
        StoredPart part = StoredPart.newBuilder()
                .setSha256(ProtoBytes.of(Bytes.utf8(content)))
                .build();
        return new IncomingPart(new SetRules(ID, SetPolicy.DEFAULT), fresh, sequence, part, clock.instant());
    }
}
