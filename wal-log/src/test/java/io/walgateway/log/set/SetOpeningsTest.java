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

class SetOpeningsTest {
    private final TestClock clock = new TestClock();
    private final FaultyStorage faulty = new FaultyStorage(new InMemoryStorage(clock));
    private final DurableStorage storage = faulty.open(new PluginContext(Map.of(), clock, "test"))
            .storage(new DurableStorageConfig(InMemoryStorage.TYPE, "sets", ""));
    private final SetOpenings openings = new SetOpenings();

    @Test
    void shouldOpenASetOnceForAllPartsThatComeAtOnce() {
        faulty.holdingPuts();
        CompletableFuture<SetStore.Held> first = open("s", "one");
        CompletableFuture<SetStore.Held> second = open("s", "two");
        CompletableFuture<SetStore.Held> other = open("t", "three");
        assertThat(second).isSameAs(first).isNotDone();
        faulty.release();
        assertThat(first.join().set().generation()).isEqualTo("one");
        assertThat(other.join().set().generation()).isEqualTo("three");
        assertThat(open("s", "four").join().set().generation()).isEqualTo("one");
    }

    @Test
    void shouldOpenItAgainWhereThatHasFailed() {
        faulty.unavailable();
        assertThat(open("s", "one")).isCompletedExceptionally();
        faulty.heal();
        assertThat(open("s", "two").join().set().generation()).isEqualTo("two");
    }

    private CompletableFuture<SetStore.Held> open(String id, String generation) {
        MutationSet fresh = new MutationSet(
                generation,
                clock.instant().plusSeconds(60),
                clock.instant().plusSeconds(3600),
                Optional.empty(),
                SetState.Open.NEW);
        return openings.open(new SetStore(storage, new SetKeys("orders", id)), fresh)
                .toCompletableFuture();
    }
}
