package io.walgateway.plugin.opensearch.target;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The answer to one entry of a bulk request.
 *
 * @param status as in HTTP
 * @param error  present where it is refused
 */
record ItemAnswer(int status, Optional<ServerError> error) {

    /**
     * An error as the server tells it.
     *
     * @param causeType   the type of its cause; empty text: there is none
     * @param causeReason the reason of its cause
     */
    record ServerError(String type, String reason, String causeType, String causeReason) {
        static ServerError of(JsonNode node) {
            JsonNode cause = node.path("caused_by");
            return new ServerError(
                    text(node, "type"), text(node, "reason"), text(cause, "type"), text(cause, "reason"));
        }

        private static String text(JsonNode node, String name) {
            return node.path(name).asString("");
        }
    }
}
