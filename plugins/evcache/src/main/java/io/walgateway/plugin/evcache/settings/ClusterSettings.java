package io.walgateway.plugin.evcache.settings;

import io.walgateway.core.plugin.SettingValues;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A cluster: several zones, each with a copy of everything.
 *
 * @param name  its name in documents
 * @param zones at least one, by name
 */
public record ClusterSettings(String name, List<Zone> zones) {
    /** Precedes all settings of the plugin. */
    static final String TYPE = "evcache";

    static final String ZONES_PREFIX = "zones.";

    private static final Pattern ZONE_KEY =
            Pattern.compile("clusters\\.([A-Za-z0-9_-]{1,64})\\.zones\\.([A-Za-z0-9_-]{1,64})");

    public ClusterSettings {
        zones = List.copyOf(zones);
    }

    /**
     * A zone, whose nodes share its copy.
     *
     * @param nodes at least one
     */
    public record Zone(String name, List<NodeAddress> nodes) {
        public Zone {
            nodes = List.copyOf(nodes);
        }
    }

    /** True if this can be the name of a cluster. */
    public static boolean isName(String text) {
        return text.matches("[A-Za-z0-9_-]{1,64}");
    }

    /** All clusters, by name. Keys have no dots within the names of clusters and zones. */
    static Map<String, ClusterSettings> all(Map<String, String> settings) {
        Map<String, List<Zone>> zones = new TreeMap<>();
        new TreeMap<>(settings).forEach((key, value) -> {
            if (key.startsWith("clusters.")) {
                Matcher names = ZONE_KEY.matcher(key);
                if (!names.matches()) {
                    throw SettingValues.invalid(
                            TYPE + "." + key,
                            value,
                            "clusters.NAME.zones.ZONE, names of 1 to 64 letters, digits, _ and -");
                }
                zones.computeIfAbsent(names.group(1), _ -> new ArrayList<>())
                        .add(new Zone(names.group(2), nodes(key, value)));
            }
        });
        Map<String, ClusterSettings> clusters = new TreeMap<>();
        zones.forEach((name, of) -> clusters.put(name, new ClusterSettings(name, of)));
        return clusters;
    }

    private static List<NodeAddress> nodes(String key, String value) {
        List<NodeAddress> nodes = Stream.of(value.split(",", -1))
                .map(text -> NodeAddress.parse(text.strip())
                        .orElseThrow(() -> SettingValues.invalid(
                                TYPE + "." + key,
                                value,
                                "host:port,host:port, where a host is a name, an IP, or NAME/IP")))
                .toList();
        Set<String> known = new HashSet<>();
        for (NodeAddress node : nodes) {
            if (!known.add(node.identity())) {
                throw SettingValues.invalid(
                        TYPE + "." + key,
                        value,
                        "hosts that differ: EVCache tells the nodes of a zone apart by name and IP, not by port;"
                                + " nodes on one IP need names, as in a/10.0.0.1:11211,b/10.0.0.1:11212");
            }
        }
        return nodes;
    }
}
