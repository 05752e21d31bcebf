package io.walgateway.controlplane.rest.request;

import io.walgateway.core.identity.PrincipalPattern;
import io.walgateway.core.identity.Role;
import io.walgateway.core.identity.RoleBinding;
import io.walgateway.core.identity.Scope;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The body that binds a role: {@code {"principal": "token:alice", "role": "editor", "shard": "blue"}}. */
public final class RoleBody {
    private static final String PRINCIPAL = "principal";
    private static final String ROLE = "role";
    private static final String SHARD = "shard";
    private static final String PREFIX = "prefix";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final String NAME_EXPECTED = "1 to 100 characters out of A-Z a-z 0-9 . _ -";

    private RoleBody() {}

    public static RoleBinding read(byte[] body) {
        JsonNode root = JsonBody.object("", JsonBody.tree(body), Set.of(PRINCIPAL, ROLE, SHARD, PREFIX));
        PrincipalPattern principal = text(root, PRINCIPAL)
                .flatMap(PrincipalPattern::parse)
                .orElseThrow(() -> refused(root, PRINCIPAL, PrincipalPattern.EXPECTED));
        Role role = text(root, ROLE).flatMap(Role::parse).orElseThrow(() -> refused(root, ROLE, Role.EXPECTED));
        return new RoleBinding(principal, role, scope(root));
    }

    private static Scope scope(JsonNode root) {
        if (root.has(SHARD) && root.has(PREFIX)) {
            throw refused(root, PREFIX, "absent, because there is a shard");
        }
        return root.has(SHARD)
                ? new Scope.Shard(name(root, SHARD))
                : root.has(PREFIX) ? new Scope.Prefix(name(root, PREFIX)) : new Scope.All();
    }

    private static String name(JsonNode root, String member) {
        return text(root, member)
                .filter(name -> NAME.matcher(name).matches())
                .orElseThrow(() -> refused(root, member, NAME_EXPECTED));
    }

    private static Optional<String> text(JsonNode root, String member) {
        return Optional.of(root.path(member)).filter(JsonNode::isString).map(JsonNode::asString);
    }

    private static RuntimeException refused(JsonNode root, String member, String expected) {
        JsonNode value = root.path(member);
        return JsonBody.refused("/" + member, value.isMissingNode() ? "absent" : value.toString(), expected);
    }
}
