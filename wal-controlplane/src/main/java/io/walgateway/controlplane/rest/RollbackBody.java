package io.walgateway.controlplane.rest;

import io.walgateway.controlplane.revision.Flaw;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The body of a rollback: {@code {"revision": 3}}. */
final class RollbackBody {

    private static final String REVISION = "revision";
    private static final String EXPECTED = "a revision's number, >= 1";

    private RollbackBody() {}

    static long read(byte[] body, JsonMapper json) {
        JsonNode root = tree(body, json);
        if (!root.isObject()) {
            throw refused("", root.toString(), "an object such as {\"revision\": 3}");
        }
        for (String key : root.propertyNames()) {
            if (!key.equals(REVISION)) {
                throw refused("/" + key, String.valueOf(root.get(key)), "no other key than revision");
            }
        }
        JsonNode revision = root.path(REVISION);
        if (revision.isMissingNode()) {
            throw refused("/" + REVISION, "absent", EXPECTED);
        }
        if (!revision.canConvertToLong() || !revision.isIntegralNumber() || revision.longValue() < 1) {
            throw refused("/" + REVISION, revision.toString(), EXPECTED);
        }
        return revision.longValue();
    }

    private static JsonNode tree(byte[] body, JsonMapper json) {
        try {
            JsonNode root = json.readTree(body);
            if (root == null || root.isMissingNode()) {
                throw new RefusedException(new Refusal.NotJson(1, 1, "empty"));
            }
            return root;
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            throw new RefusedException(
                    new Refusal.NotJson(
                            at == null ? 0 : at.getLineNr(), at == null ? 0 : at.getColumnNr(), e.getOriginalMessage()),
                    e);
        }
    }

    private static RefusedException refused(String pointer, String value, String expected) {
        return new RefusedException(new Refusal.Invalid(List.of(Flaw.of(pointer, Shown.of(value), expected))));
    }
}
