package io.walgateway.plugin.evcache.address;

import io.walgateway.core.plugin.Shown;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.text.NearestKey;
import io.walgateway.core.units.ByteSizes;
import io.walgateway.core.units.Durations;
import io.walgateway.plugin.evcache.settings.ClusterSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The parsed address of a target.
 *
 * @param cluster           a cluster of the process settings
 * @param cache             the name that precedes each key; empty text: none
 * @param zones             how many zones must have the change
 * @param form              the encoding of payloads; empty: each payload shows its own
 * @param compressBytesOver larger texts and byte arrays are compressed
 * @param mode              what leaves for other regions
 * @param ttlMin            changes of entries that live shorter than this do not leave for other regions
 */
public record EvcacheAddress(
        String cluster,
        String cache,
        ZonesNeeded zones,
        Optional<PayloadForm> form,
        long compressBytesOver,
        ReplicationMode mode,
        Duration ttlMin) {
    static final int CACHE_CHARS_MAX = 100;
    /** The default of EVCache's own client. */
    static final long COMPRESS_BYTES_OVER = 120;

    private static final String CLUSTER = "cluster";
    private static final String CACHE = "cache";
    private static final String ZONES = "zones";
    private static final String PAYLOAD = "payload";
    private static final String COMPRESS_OVER = "compress-over";
    private static final String NEVER = "never";
    private static final String MODE = "mode";
    private static final String TTL_MIN = "ttl-min";
    private static final Duration TTL_MIN_MAX = Duration.ofDays(365);
    private static final Map<String, Rule> RULES = Map.of(
            CLUSTER, new Rule(ClusterSettings::isName, "the name of a cluster: 1 to 64 letters, digits, _ and -"),
            CACHE,
                    new Rule(
                            EvcacheAddress::isCache,
                            "the prefix of keys: 1 to " + CACHE_CHARS_MAX + " characters of ASCII without spaces"),
            ZONES, new Rule(text -> ZonesNeeded.parse(text).isPresent(), ZonesNeeded.EXPECTED),
            PAYLOAD, new Rule(text -> PayloadForm.parse(text).isPresent(), PayloadForm.EXPECTED),
            COMPRESS_OVER,
                    new Rule(
                            text -> text.equals(NEVER) || ByteSizes.parse(text).isPresent(),
                            ByteSizes.EXPECTATION + ", or never"),
            MODE, new Rule(text -> ReplicationMode.parse(text).isPresent(), ReplicationMode.EXPECTED),
            TTL_MIN, new Rule(EvcacheAddress::isTtlMin, Durations.expectation(Duration.ZERO, TTL_MIN_MAX)));
    /** The properties of an address. */
    public static final Set<String> KNOWN = RULES.keySet();

    private static final int PRINTABLE_FIRST = 0x21;
    private static final int PRINTABLE_LAST = 0x7e;

    /** The values that a property may have. */
    private record Rule(Predicate<String> fits, String expectation) {}

    /** Reads properties in which {@link #check} finds no fault. */
    public static EvcacheAddress of(Map<String, String> properties) {
        return new EvcacheAddress(
                properties.getOrDefault(CLUSTER, "default"),
                properties.getOrDefault(CACHE, ""),
                ZonesNeeded.parse(properties.getOrDefault(ZONES, "all")).orElse(ZonesNeeded.ALL),
                Optional.ofNullable(properties.get(PAYLOAD)).flatMap(PayloadForm::parse),
                compressBytesOver(properties),
                ReplicationMode.parse(properties.getOrDefault(MODE, "set")).orElse(ReplicationMode.SET),
                Durations.parse(properties.getOrDefault(TTL_MIN, "0s")).orElse(Duration.ZERO));
    }

    /** All violations, by property. */
    public static List<Violation> check(Map<String, String> properties) {
        List<Violation> violations = new ArrayList<>();
        new TreeMap<>(properties).forEach((key, value) -> {
            Rule rule = RULES.get(key);
            if (rule == null) {
                violations.add(unknown(key));
            } else if (!rule.fits().test(value)) {
                violations.add(new Violation("/" + key, Shown.value(value), rule.expectation()));
            }
        });
        if ("json".equals(properties.get(PAYLOAD)) && !"set".equals(properties.getOrDefault(MODE, "set"))) {
            violations.add(
                    new Violation("/payload", "json", "protobuf or absent with this mode, which sends other changes"));
        }
        return List.copyOf(violations);
    }

    private static long compressBytesOver(Map<String, String> properties) {
        String text = properties.getOrDefault(COMPRESS_OVER, "");
        return text.equals(NEVER) ? Long.MAX_VALUE : ByteSizes.parse(text).orElse(COMPRESS_BYTES_OVER);
    }

    private static boolean isTtlMin(String text) {
        return Durations.parse(text)
                .filter(ttl -> !ttl.isNegative() && ttl.compareTo(TTL_MIN_MAX) <= 0)
                .isPresent();
    }

    private static boolean isCache(String text) {
        return !text.isEmpty()
                && text.length() <= CACHE_CHARS_MAX
                && text.chars().allMatch(each -> each >= PRINTABLE_FIRST && each <= PRINTABLE_LAST);
    }

    private static Violation unknown(String key) {
        return new Violation(
                Shown.pointer(key),
                "unknown",
                "one of " + String.join(", ", new TreeSet<>(KNOWN))
                        + NearestKey.of(key, KNOWN)
                                .map(it -> "; nearest: " + it)
                                .orElse(""));
    }
}
