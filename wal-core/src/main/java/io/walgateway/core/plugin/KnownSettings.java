package io.walgateway.core.plugin;

import io.walgateway.core.text.NearestKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The settings that a plugin reads. Any other setting is refused, since a misspelt one would be ignored silently.
 *
 * @param type      the plugin's type, which prefixes its settings
 * @param own       keys of the plugin itself, such as {@code append-timeout}
 * @param ofCluster keys of each cluster, such as {@code region} for {@code clusters.NAME.region}
 * @param passedOn  prefixes of each cluster's keys that are passed to a client with its own setting names, such as
 *                  {@code client.}
 */
public record KnownSettings(String type, Set<String> own, Set<String> ofCluster, Set<String> passedOn) {
    private static final String CLUSTERS = "clusters.";
    private static final String UNKNOWN = ": unknown (expected: a setting of ";

    public KnownSettings {
        own = Set.copyOf(own);
        ofCluster = Set.copyOf(ofCluster);
        passedOn = Set.copyOf(passedOn);
    }

    /**
     * Refuses unknown settings. Values are not shown: one of them may be a secret under a misspelt name.
     *
     * @param settings of the plugin, as in {@link PluginContext#settings}
     * @throws IllegalArgumentException with each unknown setting and the known one that was probably meant
     */
    public void require(Map<String, String> settings) {
        String unknown = new TreeSet<>(settings.keySet())
                .stream().filter(key -> !isKnown(key)).map(this::refusal).collect(Collectors.joining("; "));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(unknown);
        }
    }

    private boolean isKnown(String key) {
        return own.contains(key)
                || splits(key).stream()
                        .anyMatch(split -> ofCluster.contains(split.key())
                                || passedOn.stream()
                                        .anyMatch(prefix -> split.key().startsWith(prefix)
                                                && split.key().length() > prefix.length()));
    }

    private String refusal(String key) {
        Set<String> candidates = new LinkedHashSet<>(new TreeSet<>(own));
        for (Split split : splits(key)) {
            new TreeSet<>(ofCluster).forEach(known -> candidates.add(CLUSTERS + split.cluster() + "." + known));
        }
        Optional<String> nearest = NearestKey.of(key, candidates);
        return type + "." + key + UNKNOWN + type
                + nearest.map(it -> "; nearest: " + type + "." + it).orElse("") + ")";
    }

    private record Split(String cluster, String key) {}

    /** Names of clusters and keys may both contain dots. */
    private static List<Split> splits(String key) {
        if (!key.startsWith(CLUSTERS)) {
            return List.of();
        }
        String rest = key.substring(CLUSTERS.length());
        return IntStream.range(1, rest.length())
                .filter(i -> rest.charAt(i) == '.')
                .mapToObj(i -> new Split(rest.substring(0, i), rest.substring(i + 1)))
                .toList();
    }
}
