package io.walgateway.controlplane.rest.request;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The body of a rollback: {@code {"revision": 3}}. */
public final class RollbackBody {

    private static final String REVISION = "revision";
    private static final String EXPECTED = "a revision's number, 1 to " + Long.MAX_VALUE;

    private RollbackBody() {}

    public static long read(byte[] body) {
        JsonNode root = JsonBody.object("", JsonBody.tree(body), Set.of(REVISION));
        JsonNode revision = root.path(REVISION);
        if (revision.isMissingNode()) {
            throw JsonBody.refused("/" + REVISION, "absent", EXPECTED);
        }
        if (!revision.isIntegralNumber() || !revision.canConvertToLong() || revision.longValue() < 1) {
            throw JsonBody.refused("/" + REVISION, revision.toString(), EXPECTED);
        }
        return revision.longValue();
    }
}
