package io.walgateway.controlplane.set;

import io.walgateway.controlplane.namespace.Namespaces;
import io.walgateway.controlplane.namespace.Provisioner;
import io.walgateway.controlplane.namespace.Regions;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.storage.StorageUnavailableException;
import io.walgateway.core.text.Reasons;
import io.walgateway.log.set.SetFacts;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The mutation sets of namespaces, in the durable storages of all regions. Nothing is changed there, and nothing is kept
 * here. Methods block, and throw {@link RefusedException} when they cannot do what they are asked. Safe for any number of
 * threads.
 */
public final class MutationSets {
    private final Namespaces namespaces;
    private final Regions regions;
    private final Optional<DurableStorageConfig> standardStorage;
    private final InstantSource clock;

    /** @param standardStorage of namespaces whose documents name none; servers and consumers have the same setting */
    public MutationSets(
            Namespaces namespaces,
            Regions regions,
            Optional<DurableStorageConfig> standardStorage,
            InstantSource clock) {
        this.namespaces = namespaces;
        this.regions = regions;
        this.standardStorage = standardStorage;
        this.clock = clock;
    }

    /** A page of unfinished sets, region by region; in each, those that are the oldest by five minutes come first. */
    public SetPage list(String namespace, SetQuery query) {
        NamespaceConfig config = config(namespace);
        SetScan scan = new SetScan(query, clock.instant());
        String first = query.from().map(SetPosition::region).orElse("");
        for (Provisioner region : regions(namespace, query.region())) {
            if (region.region().compareTo(first) < 0) {
                continue;
            }
            SetPosition from = query.from()
                    .filter(position -> position.region().equals(region.region()))
                    .orElseGet(() -> SetPosition.start(
                            region.region(), query.kind().lists().getFirst()));
            Optional<SetPosition> next = in(region, config, sets -> scan.read(sets, from));
            if (next.isPresent()) {
                return new SetPage(scan.found(), next);
            }
        }
        return new SetPage(scan.found(), Optional.empty());
    }

    /**
     * One set, in any state that durable storage remembers.
     *
     * @param region where it is; empty: in whichever one has it
     */
    public SetView get(String namespace, String id, Optional<String> region) {
        NamespaceConfig config = config(namespace);
        List<SetView> found = new ArrayList<>();
        for (Provisioner each : regions(namespace, region)) {
            Optional<SetFacts> facts = in(each, config, sets -> sets.facts(id));
            facts.ifPresent(known -> found.add(new SetView(id, each.region(), known)));
        }
        if (found.isEmpty()) {
            throw new RefusedException(new Refusal.NoSuchSet(namespace, id));
        }
        if (found.size() > 1) {
            throw new RefusedException(new Refusal.SetInRegions(
                    namespace, id, found.stream().map(SetView::region).toList()));
        }
        return found.getFirst();
    }

    private NamespaceConfig config(String namespace) {
        return namespaces
                .withEarlierQueues(namespace)
                .orElseThrow(() -> new RefusedException(
                        new Refusal.SetsUnknown(namespace, "its document is not valid here (expected: a valid one)")));
    }

    private List<Provisioner> regions(String namespace, Optional<String> wanted) {
        List<Provisioner> all = regions.all().stream()
                .filter(region ->
                        wanted.filter(name -> !name.equals(region.region())).isEmpty())
                .toList();
        if (all.isEmpty()) {
            throw new RefusedException(new Refusal.SetsUnknown(
                    namespace,
                    "the settings have no region " + wanted.orElse("") + " (expected: "
                            + regions.all().stream()
                                    .map(Provisioner::region)
                                    .filter(name -> !name.isEmpty())
                                    .reduce((one, other) -> one + ", " + other)
                                    .orElse("no region")
                            + ")"));
        }
        return all;
    }

    private <T> T in(Provisioner region, NamespaceConfig config, Function<RegionSets, T> work) {
        DurableStorageConfig storage = config.durableStorage()
                .or(() -> standardStorage)
                .orElseThrow(() -> new RefusedException(new Refusal.NoSets(config.name())));
        DurableStorage items = region.storage(storage)
                .orElseThrow(() -> new RefusedException(new Refusal.SetsUnknown(
                        config.name(),
                        "there is no plugin for " + storage.type()
                                + " here (expected: the control plane with that plugin)")));
        try {
            return work.apply(new RegionSets(items, config));
        } catch (StorageUnavailableException e) {
            throw new RefusedException(new Refusal.SetsAway(region.name(storage), Reasons.of(e)), e);
        }
    }
}
