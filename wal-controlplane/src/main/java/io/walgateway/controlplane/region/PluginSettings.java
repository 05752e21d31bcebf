package io.walgateway.controlplane.region;

import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.registry.Plugins;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of the plugins, by region.
 *
 * @param home    the region of the control plane itself; empty text: not named
 * @param own     the settings of each plugin, by its type
 * @param regions the settings that replace or supplement these in each region, by region and type; empty: there is one
 *                region, which has no name
 */
public record PluginSettings(
        String home, Map<String, Map<String, String>> own, Map<String, Map<String, Map<String, String>>> regions) {

    /** A name of this process for client ids and logs. */
    private static final String PROCESS = "wal-controlplane";

    public PluginSettings {
        own = Map.copyOf(own);
        regions = Map.copyOf(regions);
    }

    /** Without regions. */
    public static PluginSettings of(Map<String, Map<String, String>> own) {
        return new PluginSettings("", own, Map.of());
    }

    /** At least one region, in alphabetical order. */
    public List<Region> regions(InstantSource clock) {
        return regions.isEmpty()
                ? List.of(Region.unnamed(type -> new PluginContext(own(type), clock, PROCESS)))
                : regions.keySet().stream()
                        .sorted()
                        .map(name -> new Region(
                                name, type -> new PluginContext(in(name, type), clock, PROCESS + "-" + name)))
                        .toList();
    }

    /**
     * Checks the settings of each region.
     *
     * @throws IllegalArgumentException when a plugin refuses its settings
     */
    public void check(Plugins plugins, InstantSource clock) {
        regions(clock).forEach(region -> in(region, () -> plugins.check(region.contexts())));
    }

    /**
     * Opens something in a region.
     *
     * @throws IllegalArgumentException when it does; the message names the region
     */
    public static void in(Region region, Runnable opening) {
        try {
            opening.run();
        } catch (IllegalArgumentException e) {
            throw region.name().isEmpty()
                    ? e
                    : new IllegalArgumentException("regions." + region.name() + ": " + e.getMessage(), e);
        }
    }

    private Map<String, String> own(String type) {
        return own.getOrDefault(type, Map.of());
    }

    private Map<String, String> in(String region, String type) {
        Map<String, String> settings = new TreeMap<>(own(type));
        settings.putAll(regions.getOrDefault(region, Map.of()).getOrDefault(type, Map.of()));
        return settings;
    }
}
