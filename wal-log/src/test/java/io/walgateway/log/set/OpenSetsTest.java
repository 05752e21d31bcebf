package io.walgateway.log.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.set.MutationSet;
import io.walgateway.core.set.SetKeys;
import io.walgateway.core.set.SetState;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.fake.storage.FaultyStorage;
import io.walgateway.testkit.fake.storage.InMemoryStorage;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OpenSetsTest {
    private final TestClock clock = new TestClock();
    private final FaultyStorage faulty = new FaultyStorage(new InMemoryStorage(clock));
    private final DurableStorage storage = faulty.open(new PluginContext(Map.of(), clock, "test"))
            .storage(new DurableStorageConfig(InMemoryStorage.TYPE, "sets", ""));
    private final OpenSets sets = new OpenSets();

    @Test
    void shouldOpenASetOnceForAllPartsThatComeAtOnce() {
        faulty.holdingPuts();
        CompletableFuture<MutationSet> first = open("s", "one");
        CompletableFuture<MutationSet> second = open("s", "two");
        CompletableFuture<MutationSet> other = open("t", "three");
        assertThat(second).isSameAs(first).isNotDone();
        faulty.release();
        assertThat(first.join().generation()).isEqualTo("one");
        assertThat(other.join().generation()).isEqualTo("three");
        assertThat(open("s", "four").join().generation()).isEqualTo("one");
    }

    @Test
    void shouldOpenItAgainWhereThatHasFailed() {
        faulty.unavailable();
        assertThat(open("s", "one")).isCompletedExceptionally();
        faulty.heal();
        assertThat(open("s", "two").join().generation()).isEqualTo("two");
    }

    @Test
    void shouldKnowOpenSetsAlone() {
        SetStore store = new SetStore(storage, new SetKeys("orders", "s"));
        assertThat(sets.known(store)).isEmpty();
        MutationSet open = open("s", "one").join();
        sets.seen(store, Optional.of(open));
        assertThat(sets.known(store)).contains(open);
        sets.seen(store, Optional.of(open.in(new SetState.Queued(1))));
        assertThat(sets.known(store)).isEmpty();
        sets.seen(store, Optional.of(open));
        sets.seen(store, Optional.empty());
        assertThat(sets.known(store)).isEmpty();
    }

    @Test
    void shouldForgetTheOneThatWasNotSeenForLongest() {
        MutationSet open = open("s", "one").join();
        for (int number = 0; number <= OpenSets.KNOWN_MAX; number++) {
            sets.seen(new SetStore(storage, new SetKeys("orders", "s" + number)), Optional.of(open));
            sets.known(new SetStore(storage, new SetKeys("orders", "s0")));
        }
        assertThat(sets.known(new SetStore(storage, new SetKeys("orders", "s0"))))
                .isPresent();
        assertThat(sets.known(new SetStore(storage, new SetKeys("orders", "s1"))))
                .isEmpty();
        assertThat(sets.known(new SetStore(storage, new SetKeys("orders", "s2"))))
                .isPresent();
    }

    private CompletableFuture<MutationSet> open(String id, String generation) {
        MutationSet fresh = new MutationSet(
                generation,
                clock.instant().plusSeconds(60),
                clock.instant().plusSeconds(3600),
                Optional.empty(),
                SetState.Open.NEW);
        return sets.open(new SetStore(storage, new SetKeys("orders", id)), fresh)
                .toCompletableFuture();
    }
}
