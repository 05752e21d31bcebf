package io.walgateway.controlplane.namespace;

import io.walgateway.controlplane.region.PluginSettings;
import io.walgateway.controlplane.region.Region;
import io.walgateway.controlplane.revision.Flaw;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.registry.Plugins;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The regions in which each namespace has its queues; at least one, whose name is empty if the settings name none. A
 * document means the same in each region, where the settings say on which servers. Safe for any number of threads.
 */
public final class Regions implements AutoCloseable {
    private static final Executor THREADS =
            work -> Thread.ofVirtual().name("region").start(work);

    private final Map<String, Provisioner> byName = new LinkedHashMap<>();
    private final String home;

    /**
     * Connects lazily.
     *
     * @param home the control plane's own region, whose letters may have been imported before the settings named
     *             regions; empty text: not named
     * @throws IllegalArgumentException when a plugin rejects its settings; nothing stays open then
     */
    public Regions(Plugins plugins, List<Region> regions, String home) {
        this.home = home;
        try {
            regions.forEach(region ->
                    PluginSettings.in(region, () -> byName.put(region.name(), new Provisioner(plugins, region))));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** All regions, in alphabetical order. */
    public List<Provisioner> all() {
        return List.copyOf(byName.values());
    }

    /**
     * The region to which a letter belongs.
     *
     * @param region as it was imported; empty text: the settings named no regions then
     * @return empty if the settings have no such region
     */
    public Optional<Provisioner> of(String region) {
        return Optional.ofNullable(byName.get(region))
                .or(() -> Optional.ofNullable(region.isEmpty() ? byName.get(home) : null))
                .or(() -> Optional.ofNullable(region.equals(home) ? byName.get("") : null));
    }

    /**
     * Reviews the targets of a document in each region, and returns warnings, a sentence each.
     *
     * @throws RefusedException when a target would lose what is delivered to it
     */
    List<String> review(Document document) {
        Map<String, TargetReviews.Found> found = new LinkedHashMap<>();
        inEach(region -> region.review(document)).forEach((region, review) -> found.put(region.region(), review));
        List<Flaw> refusals = merged(
                found,
                TargetReviews.Found::refusals,
                (flaw, where) -> new Flaw(
                        flaw.pointer(), flaw.value() + " in " + where, flaw.expected(), flaw.nearestKnownKey()));
        if (!refusals.isEmpty()) {
            throw new RefusedException(new Refusal.Invalid(refusals));
        }
        return merged(found, TargetReviews.Found::warnings, (warning, where) -> "in " + where + ": " + warning);
    }

    /**
     * Probes the servers of all queues; see {@link Provisioner#requireThere}.
     *
     * @throws RefusedException when any of them is away
     */
    void requireThere(NamespaceConfig namespace) {
        runInEach(region -> region.requireThere(namespace));
    }

    /** See {@link Provisioner#provision(NamespaceConfig)}. */
    void provision(NamespaceConfig namespace) {
        runInEach(region -> region.provision(namespace));
    }

    /** See {@link Provisioner#provisionGroups}. */
    void provisionGroups(NamespaceConfig earlier, NamespaceConfig now) {
        runInEach(region -> region.provisionGroups(earlier, now));
    }

    private void runInEach(Consumer<Provisioner> work) {
        inEach(region -> {
            work.accept(region);
            return region;
        });
    }

    /** In all regions at once; if it fails in several, the first of them is reported. */
    private <T> Map<Provisioner, T> inEach(Function<Provisioner, T> work) {
        Map<Provisioner, CompletableFuture<T>> begun = new LinkedHashMap<>();
        all().forEach(region -> begun.put(region, CompletableFuture.supplyAsync(() -> work.apply(region), THREADS)));
        CompletableFuture.allOf(begun.values().toArray(CompletableFuture[]::new))
                .exceptionally(_ -> null)
                .join();
        Map<Provisioner, T> results = new LinkedHashMap<>();
        begun.forEach((region, result) -> results.put(region, resultOf(result)));
        return results;
    }

    private static <T> T resultOf(CompletableFuture<T> done) {
        try {
            return done.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** What was found in every region once and as it is, the rest with the regions in which it was found. */
    private static <F, T> List<T> merged(
            Map<String, F> found, Function<F, List<T>> parts, BiFunction<T, String, T> naming) {
        Map<T, Set<String>> where = new LinkedHashMap<>();
        found.forEach((region, one) -> parts.apply(one)
                .forEach(part ->
                        where.computeIfAbsent(part, _ -> new LinkedHashSet<>()).add(region)));
        return where.entrySet().stream()
                .map(part -> part.getValue().size() == found.size()
                        ? part.getKey()
                        : naming.apply(part.getKey(), String.join(", ", part.getValue())))
                .toList();
    }

    @Override
    public void close() {
        all().forEach(Provisioner::close);
    }
}
