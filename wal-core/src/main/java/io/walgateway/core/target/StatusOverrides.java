package io.walgateway.core.target;

import io.walgateway.core.plugin.Shown;
import io.walgateway.core.plugin.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Statuses of answers to which a target's address gives a meaning other than the usual one.
 *
 * @param <S> a status
 */
public record StatusOverrides<S>(Map<S, Verdict> verdicts) {
    private static final Pattern COMMA = Pattern.compile(",");

    public StatusOverrides {
        verdicts = Map.copyOf(verdicts);
    }

    /** Reads properties without violations. */
    public static <S> StatusOverrides<S> of(Map<String, String> properties, Function<String, S> parsing) {
        Map<S, Verdict> verdicts = new HashMap<>();
        for (Verdict verdict : Verdict.values()) {
            for (String status : statuses(properties.get(verdict.property()))) {
                verdicts.put(parsing.apply(status), verdict);
            }
        }
        return new StatusOverrides<>(verdicts);
    }

    /**
     * All violations, by property.
     *
     * @param isStatus tells statuses from other text
     * @param expected the expectation for a list
     */
    public static List<Violation> check(Map<String, String> properties, Predicate<String> isStatus, String expected) {
        List<Violation> violations = new ArrayList<>();
        Map<String, String> listed = new HashMap<>();
        for (Verdict verdict : Verdict.values()) {
            String property = verdict.property();
            String text = properties.get(property);
            fault(property, text, listed, isStatus, expected)
                    .ifPresent(expectation -> violations.add(
                            new Violation("/" + property, Shown.value(text == null ? "" : text), expectation)));
        }
        return violations;
    }

    public Optional<Verdict> of(S status) {
        return Optional.ofNullable(verdicts.get(status));
    }

    private static Optional<String> fault(
            String property,
            @Nullable String text,
            Map<String, String> listed,
            Predicate<String> isStatus,
            String expected) {
        for (String status : statuses(text)) {
            if (!isStatus.test(status)) {
                return Optional.of(expected);
            }
            String other = listed.putIfAbsent(status, property);
            if (other != null && !other.equals(property)) {
                return Optional.of(status + " in one list alone, and it is in " + other);
            }
        }
        return Optional.empty();
    }

    private static List<String> statuses(@Nullable String text) {
        return text == null
                ? List.of()
                : COMMA.splitAsStream(text + " ").map(String::strip).toList();
    }
}
