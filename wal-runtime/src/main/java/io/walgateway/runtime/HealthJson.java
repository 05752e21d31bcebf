package io.walgateway.runtime;

import java.util.Map;
import java.util.stream.Collectors;

/** A health report as JSON: {@code {"status":"up","checks":{"catalog":{"status":"up","detail":"3 namespaces"}}}}. */
final class HealthJson {
    private HealthJson() {}

    /** True also if a check is degraded. */
    static boolean isUp(Map<String, Health.Status> report) {
        return report.values().stream().noneMatch(Health.Status.Down.class::isInstance);
    }

    private static String overall(Map<String, Health.Status> report) {
        boolean degraded = report.values().stream().anyMatch(Health.Status.Degraded.class::isInstance);
        return isUp(report) ? (degraded ? "\"degraded\"" : "\"up\"") : "\"down\"";
    }

    static String of(Map<String, Health.Status> report) {
        return report.entrySet().stream()
                .map(check -> quoted(check.getKey()) + ":{\"status\":" + word(check.getValue()) + ",\"detail\":"
                        + quoted(check.getValue().detail()) + "}")
                .collect(Collectors.joining(",", "{\"status\":" + overall(report) + ",\"checks\":{", "}}"));
    }

    private static String word(Health.Status status) {
        return switch (status) {
            case Health.Status.Up up -> "\"up\"";
            case Health.Status.Degraded degraded -> "\"degraded\"";
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
