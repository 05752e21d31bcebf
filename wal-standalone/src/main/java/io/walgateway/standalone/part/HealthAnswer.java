package io.walgateway.standalone.part;

import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The answer of a part to a health check.
 *
 * @param detail the checks that are not up, each with its reason; empty if all are
 */
record HealthAnswer(PartStatus.Health health, String detail) {

    static final HealthAnswer UP = new HealthAnswer(PartStatus.Health.UP, "");

    private static final ObjectMapper JSON = new ObjectMapper();

    static HealthAnswer unhealthy(String why) {
        return new HealthAnswer(PartStatus.Health.UNHEALTHY, why);
    }

    /** Reads the body of a management endpoint's {@code /health}; an unreadable body counts as unhealthy. */
    static HealthAnswer read(String body) {
        JsonNode answer;
        try {
            answer = JSON.readTree(body);
        } catch (JacksonException e) {
            return unhealthy("its health is no JSON: " + body.strip());
        }
        String troubles = answer.path("checks").properties().stream()
                .filter(check -> !"up".equals(check.getValue().path("status").asString("")))
                .map(check ->
                        check.getKey() + ": " + check.getValue().path("detail").asString(""))
                .collect(Collectors.joining("; "));
        return switch (answer.path("status").asString("")) {
            case "up" -> UP;
            case "degraded" -> new HealthAnswer(PartStatus.Health.DEGRADED, troubles);
            default -> unhealthy(troubles.isEmpty() ? body.strip() : troubles);
        };
    }
}
