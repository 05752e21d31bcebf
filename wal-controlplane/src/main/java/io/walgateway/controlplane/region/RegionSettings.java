package io.walgateway.controlplane.region;

import io.walgateway.config.settings.SettingsReader;
import io.walgateway.core.replication.RegionChecks;
import io.walgateway.core.text.NearestKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Reads {@code regions.NAME.TYPE.KEY}. A region's name may contain dots, so it ends where a plugin's type follows.
 */
public final class RegionSettings {
    /** Precedes the settings of regions. */
    public static final String PREFIX = "regions";

    private static final String EXPECTED = "a plugin's setting beneath the name of a region";

    private final SettingsReader reader;
    private final Set<String> types;
    private final Map<String, Map<String, Map<String, String>>> regions = new TreeMap<>();

    private RegionSettings(SettingsReader reader, Set<String> types) {
        this.reader = reader;
        this.types = types;
    }

    /**
     * The settings by region and type of plugin; the reader notes what is wrong with them.
     *
     * @param given by the rest of their keys after {@link #PREFIX}
     * @param types the types of plugins
     */
    public static Map<String, Map<String, Map<String, String>>> read(
            SettingsReader reader, Map<String, String> given, Set<String> types) {
        RegionSettings settings = new RegionSettings(reader, types);
        new TreeMap<>(given).forEach(settings::read);
        return settings.regions;
    }

    /** A region, the type of a plugin and its key: three parts of a text with dots. */
    private record Split(String region, String type, String key) {}

    private void read(String key, String value) {
        List<Split> splits = splits(key);
        splits.stream()
                .filter(split -> types.contains(split.type()))
                .findFirst()
                .ifPresentOrElse(
                        split -> regions.computeIfAbsent(split.region(), name -> begun(name, key))
                                .computeIfAbsent(split.type(), _ -> new TreeMap<>())
                                .put(split.key(), value),
                        () -> reader.refuse(PREFIX + "." + key, EXPECTED + nearest(splits)));
    }

    private Map<String, Map<String, String>> begun(String region, String key) {
        RegionChecks.region(key, region)
                .ifPresent(wrong ->
                        reader.refuse(PREFIX + "." + key, "beneath the name of a region: " + wrong.expectation()));
        return new TreeMap<>();
    }

    private String nearest(List<Split> splits) {
        return splits.stream()
                .flatMap(split -> NearestKey.of(split.type(), types)
                        .map(type -> String.join(".", "; nearest: " + PREFIX, split.region(), type, split.key()))
                        .stream())
                .findFirst()
                .orElse("");
    }

    private static List<Split> splits(String key) {
        return IntStream.range(1, key.length())
                .filter(dot -> key.charAt(dot) == '.')
                .mapToObj(dot -> split(key.substring(0, dot), key.substring(dot + 1)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Split> split(String region, String rest) {
        int dot = rest.indexOf('.');
        return dot < 1 || dot == rest.length() - 1
                ? Optional.empty()
                : Optional.of(new Split(region, rest.substring(0, dot), rest.substring(dot + 1)));
    }
}
