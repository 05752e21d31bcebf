package io.walgateway.log.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.set.MutationSet;
import io.walgateway.core.set.SetKeys;
import io.walgateway.core.set.SetState;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.fake.storage.InMemoryStorage;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenSetsTest {
    private final TestClock clock = new TestClock();
    private final DurableStorage storage = new InMemoryStorage(clock)
            .open(new PluginContext(Map.of(), clock, "test"))
            .storage(new DurableStorageConfig(InMemoryStorage.TYPE, "sets", ""));
    private final OpenSets sets = new OpenSets();
    private final MutationSet open = new MutationSet(
            "one",
            clock.instant().plusSeconds(60),
            clock.instant().plusSeconds(3600),
            Optional.empty(),
            SetState.Open.NEW);

    @Test
    void shouldKnowOpenSetsAlone() {
        assertThat(sets.known(set(0))).isEmpty();
        sets.seen(set(0), Optional.of(open));
        assertThat(sets.known(set(0))).contains(open);
        sets.seen(set(0), Optional.of(open.in(new SetState.Queued(1))));
        assertThat(sets.known(set(0))).isEmpty();
        sets.seen(set(0), Optional.of(open));
        sets.seen(set(0), Optional.empty());
        assertThat(sets.known(set(0))).isEmpty();
    }

    @Test
    void shouldForgetTheOneThatWasNotSeenForLongest() {
        for (int number = 0; number <= OpenSets.KNOWN_MAX; number++) {
            sets.seen(set(number), Optional.of(open));
            assertThat(sets.known(set(0))).isPresent();
        }
        assertThat(sets.known(set(1))).isEmpty();
        assertThat(sets.known(set(2))).isPresent();
    }

    private SetStore set(int number) {
        return new SetStore(storage, new SetKeys("orders", "s" + number));
    }
}
