package io.walgateway.log.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.set.MutationSet;
import io.walgateway.core.set.SetKeys;
import io.walgateway.core.set.SetPolicy;
import io.walgateway.core.set.SetRules;
import io.walgateway.core.set.SetState;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.proto.v1.StoredPart;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.fake.storage.InMemoryStorage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A set that this process has seen changes in durable storage, by other processes. */
class PartIntakeTest {
    private static final String ID = "s";

    private final TestClock clock = new TestClock();
    private final DurableStorage storage = new InMemoryStorage(clock)
            .open(new PluginContext(Map.of(), clock, "test"))
            .storage(new DurableStorageConfig(InMemoryStorage.TYPE, "sets", ""));
    private final SetStore store = new SetStore(storage, new SetKeys("orders", ID));
    private final OpenSets openSets = new OpenSets();

    @Test
    void shouldAcceptPartsOfAKnownSet() {
        assertThat(take(0, "one")).isEqualTo(SetAnswer.DONE);
        assertThat(openSets.known(store)).isPresent();
        assertThat(take(1, "two")).isEqualTo(SetAnswer.DONE);
        assertThat(held().set().generation()).isEqualTo("one");
        assertThat(store.parts(held().set()).toCompletableFuture().join().count())
                .isEqualTo(2);
    }

    @Test
    void shouldRefuseAPartThatTheMarkerOfAKnownSetHasNotSeen() {
        take(0, "one");
        assertThat(store.move(held(), new SetState.Queued(1))
                        .toCompletableFuture()
                        .join())
                .isPresent();
        assertThat(take(1, "one")).isInstanceOf(SetAnswer.Refused.class);
        assertThat(openSets.known(store)).isEmpty();
        assertThat(take(0, "one")).isEqualTo(SetAnswer.DONE);
    }

    @Test
    void shouldLeaveNoPartWhereAKnownSetHasGone() {
        take(0, "one");
        store.removeParts("one", List.of()).toCompletableFuture().join();
        storage.remove(store.keys().head(), 0).toCompletableFuture().join();
        assertThat(take(1, "two")).isInstanceOf(SetAnswer.Unknown.class);
        assertThat(storage.numbers(store.keys().parts("one"))
                        .toCompletableFuture()
                        .join())
                .isEmpty();
        assertThat(take(1, "two")).isEqualTo(SetAnswer.DONE);
        assertThat(held().set().generation()).isEqualTo("two");
    }

    private SetStore.Held held() {
        return store.find().toCompletableFuture().join().orElseThrow();
    }

    private SetAnswer take(int sequence, String generation) {
        MutationSet fresh = new MutationSet(
                generation,
                clock.instant().plusSeconds(60),
                clock.instant().plusSeconds(3600),
                Optional.empty(),
                SetState.Open.NEW);
        SetRules rules = new SetRules(ID, SetPolicy.DEFAULT);
        return new PartIntake(store, rules, openSets, fresh, sequence, StoredPart.getDefaultInstance())
                .accept(clock.instant())
                .toCompletableFuture()
                .join();
    }
}
