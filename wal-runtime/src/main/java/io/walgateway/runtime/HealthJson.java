package io.walgateway.runtime;

import java.util.Map;
import java.util.stream.Collectors;

/** A health report as JSON: {@code {"status":"up","checks":{"catalog":{"status":"up","detail":"3 namespaces"}}}}. */
final class HealthJson {
    private HealthJson() {}

    static boolean isUp(Map<String, Health.Status> report) {
        return report.values().stream().allMatch(Health.Status.Up.class::isInstance);
    }

    static String of(Map<String, Health.Status> report) {
        return report.entrySet().stream()
                .map(check -> quoted(check.getKey()) + ":{\"status\":" + word(check.getValue()) + ",\"detail\":"
                        + quoted(check.getValue().detail()) + "}")
                .collect(Collectors.joining(
                        ",", "{\"status\":" + (isUp(report) ? "\"up\"" : "\"down\"") + ",\"checks\":{", "}}"));
    }

    private static String word(Health.Status status) {
        return switch (status) {
            case Health.Status.Up up -> "\"up\"";
            case Health.Status.Down down -> "\"down\"";
        };
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
