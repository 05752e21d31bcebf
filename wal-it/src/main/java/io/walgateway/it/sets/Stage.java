package io.walgateway.it.sets;

import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.set.SetKeys;
import io.walgateway.core.set.SetPolicy;
import io.walgateway.core.set.SetRules;
import io.walgateway.core.set.SetState;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.log.client.StorageClients;
import io.walgateway.log.set.SetStore;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.fake.storage.InMemoryStorage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** All that the processes of one run share: turns, clock, luck, one storage, and how far the run is. */
final class Stage {
    static final String NAMESPACE = "orders";
    static final Duration EXPIRY = Duration.ofMinutes(1);
    static final Duration KEPT = Duration.ofDays(30);
    private static final DurableStorageConfig PLACE = new DurableStorageConfig(InMemoryStorage.TYPE, "sets", "");

    final SplittableRandom random;
    final SetMutant mutant;
    final Turns turns;
    final TestClock clock = new TestClock();
    final InMemoryStorage stored = new InMemoryStorage(clock);
    final StorageClients storages;
    final DurableStorage storage;
    /** How many parts each set has. */
    private final Map<String, Integer> totals = new LinkedHashMap<>();
    /** Nothing fails any longer. */
    boolean calm;
    /** Processes end. */
    boolean over;

    Stage(long seed, SetMutant mutant) {
        this.random = new SplittableRandom(seed);
        this.mutant = mutant;
        this.turns = new Turns(random.split());
        SteppedStorage stepped = new SteppedStorage(stored, turns, mutant);
        PluginContext context = new PluginContext(Map.of(), clock, "simulation");
        this.storages = StorageClients.open(
                new Plugins(Map.of(), Map.of(), Map.of(InMemoryStorage.TYPE, stepped)), _ -> context);
        this.storage = storages.storage(PLACE).orElseThrow();
    }

    void add(String set, int parts) {
        totals.put(set, parts);
    }

    Map<String, Integer> totals() {
        return totals;
    }

    int total(String set) {
        return totals.getOrDefault(set, 1);
    }

    SetStore store(String set) {
        return new SetStore(storage, new SetKeys(NAMESPACE, set));
    }

    SetRules rules(String set) {
        return new SetRules(set, SetPolicy.DEFAULT);
    }

    /** Without a turn; a set that is not there counts as expired. */
    SetState state(String set) {
        return new SetStore(stored.storage(PLACE), new SetKeys(NAMESPACE, set))
                .find()
                .toCompletableFuture()
                .join()
                .map(held -> held.set().state())
                .orElse(new SetState.Expired());
    }
}
