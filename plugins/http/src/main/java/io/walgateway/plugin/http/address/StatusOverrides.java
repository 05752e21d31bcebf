package io.walgateway.plugin.http.address;

import io.walgateway.core.plugin.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Statuses to which a target's address gives a meaning other than the usual one. */
public record StatusOverrides(Map<Integer, Verdict> verdicts) {
    private static final Pattern STATUS = Pattern.compile("[2-5][0-9]{2}");
    private static final Pattern COMMA = Pattern.compile(",");
    private static final String EXPECTED = "statuses from 200 to 599 with commas, such as 404,409";

    public StatusOverrides {
        verdicts = Map.copyOf(verdicts);
    }

    /** Reads properties without violations. */
    static StatusOverrides of(Map<String, String> properties) {
        Map<Integer, Verdict> verdicts = new HashMap<>();
        for (Verdict verdict : Verdict.values()) {
            for (String status : statuses(properties.get(verdict.property()))) {
                verdicts.put(Integer.parseInt(status), verdict);
            }
        }
        return new StatusOverrides(verdicts);
    }

    static List<Violation> check(Map<String, String> properties) {
        List<Violation> violations = new ArrayList<>();
        Map<String, String> listed = new HashMap<>();
        for (Verdict verdict : Verdict.values()) {
            String property = verdict.property();
            String text = properties.get(property);
            fault(property, text, listed)
                    .ifPresent(expectation -> violations.add(
                            new Violation("/" + property, Shown.value(text == null ? "" : text), expectation)));
        }
        return violations;
    }

    public Optional<Verdict> of(int status) {
        return Optional.ofNullable(verdicts.get(status));
    }

    private static Optional<String> fault(String property, @Nullable String text, Map<String, String> listed) {
        for (String status : statuses(text)) {
            if (!STATUS.matcher(status).matches()) {
                return Optional.of(EXPECTED);
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
