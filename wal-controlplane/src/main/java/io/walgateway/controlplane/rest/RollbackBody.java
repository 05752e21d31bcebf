package io.walgateway.controlplane.rest;

import io.walgateway.controlplane.revision.Flaw;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The body of a rollback: {@code {"revision": 3}}. */
final class RollbackBody {

    private static final String REVISION = "revision";
    private static final String EXPECTED = "a revision's number, 1 to " + Long.MAX_VALUE;

    private RollbackBody() {}

    static long read(byte[] body, JsonMapper json) {
        JsonNode root = JsonBody.tree(body, json);
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

    private static RefusedException refused(String pointer, String value, String expected) {
        return new RefusedException(new Refusal.Invalid(List.of(Flaw.of(pointer, Shown.of(value), expected))));
    }
}
