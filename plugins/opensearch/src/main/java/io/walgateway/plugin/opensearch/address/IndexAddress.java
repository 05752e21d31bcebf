package io.walgateway.plugin.opensearch.address;

import io.walgateway.core.plugin.Violation;
import io.walgateway.core.text.NearestKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The parsed address of a target.
 *
 * @param cluster      its name in the process settings
 * @param operation    what a message with a payload does
 * @param id           where a message has the id of its document
 * @param routing      where it has the routing, if documents are routed by something other than their id
 * @param pipeline     the ingest pipeline, if there is one
 * @param requireIndex false: the cluster may create the index
 */
public record IndexAddress(
        String cluster,
        IndexName index,
        Operation operation,
        Place id,
        Optional<Place> routing,
        Optional<String> pipeline,
        boolean requireIndex) {
    private static final String CLUSTER = "cluster";
    private static final String INDEX = "index";
    private static final String OPERATION = "operation";
    private static final String ID = "id";
    private static final String ROUTING = "routing";
    private static final String PIPELINE = "pipeline";
    private static final String REQUIRE_INDEX = "require-index";
    private static final Set<String> KNOWN =
            new TreeSet<>(Set.of(CLUSTER, INDEX, OPERATION, ID, ROUTING, PIPELINE, REQUIRE_INDEX));
    private static final String DEFAULT_CLUSTER = "default";
    private static final Pattern CLUSTER_NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Pattern PIPELINE_NAME = Pattern.compile("[!-~]{1,255}");

    /** Reads properties in which {@link #check} finds no fault. */
    public static IndexAddress of(Map<String, String> properties) {
        return new IndexAddress(
                properties.getOrDefault(CLUSTER, DEFAULT_CLUSTER),
                IndexName.of(properties.getOrDefault(INDEX, "")),
                properties.getOrDefault(OPERATION, "index").equals("delete") ? Operation.DELETE : Operation.INDEX,
                Place.parse(properties.getOrDefault(ID, "")).orElseGet(Place.MessageId::new),
                Optional.ofNullable(properties.get(ROUTING)).flatMap(Place::parse),
                Optional.ofNullable(properties.get(PIPELINE)),
                !properties.getOrDefault(REQUIRE_INDEX, "true").equals("false"));
    }

    /** All violations, by property. */
    public static List<Violation> check(Map<String, String> properties) {
        List<Violation> violations = new ArrayList<>();
        if (!properties.containsKey(INDEX)) {
            violations.add(
                    new Violation("/" + INDEX, "absent", "the index, such as orders or orders-{write-date:yyyy.MM}"));
        }
        check(properties, INDEX, IndexName::expectation, violations);
        check(properties, CLUSTER, matches(CLUSTER_NAME, "1 to 100 characters out of A-Z a-z 0-9 . _ -"), violations);
        check(properties, OPERATION, matches(Pattern.compile("index|delete"), "index or delete"), violations);
        check(properties, ID, IndexAddress::placeExpectation, violations);
        check(properties, ROUTING, IndexAddress::placeExpectation, violations);
        check(properties, PIPELINE, matches(PIPELINE_NAME, "1 to 255 characters of ASCII, no space"), violations);
        check(properties, REQUIRE_INDEX, matches(Pattern.compile("true|false"), "true or false"), violations);
        new TreeSet<>(properties.keySet())
                .stream()
                        .filter(key -> !KNOWN.contains(key))
                        .forEach(key -> violations.add(new Violation(Shown.pointer(key), "unknown", nearest(key))));
        return List.copyOf(violations);
    }

    private static void check(
            Map<String, String> properties,
            String key,
            Function<String, Optional<String>> expectation,
            List<Violation> violations) {
        String value = properties.get(key);
        if (value != null) {
            expectation
                    .apply(value)
                    .ifPresent(expected -> violations.add(new Violation("/" + key, Shown.value(value), expected)));
        }
    }

    private static Function<String, Optional<String>> matches(Pattern pattern, String expectation) {
        return value -> pattern.matcher(value).matches() ? Optional.empty() : Optional.of(expectation);
    }

    private static Optional<String> placeExpectation(String value) {
        return Place.parse(value).isPresent() ? Optional.empty() : Optional.of(Place.EXPECTED);
    }

    private static String nearest(String key) {
        return "one of " + String.join(", ", KNOWN)
                + NearestKey.of(key, KNOWN).map(it -> "; nearest: " + it).orElse("");
    }
}
