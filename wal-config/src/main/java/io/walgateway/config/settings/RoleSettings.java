package io.walgateway.config.settings;

import io.walgateway.core.identity.PrincipalPattern;
import io.walgateway.core.identity.Role;
import io.walgateway.core.identity.RoleBinding;
import io.walgateway.core.identity.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The roles in the settings, {@code access.roles.NAME.principal} and so on; the operator chooses the names. */
final class RoleSettings {
    static final String PREFIX = "access.roles";
    private static final int BINDINGS_MAX = 1_000;
    private static final Set<String> MEMBERS = Set.of("principal", "role", "shard", "prefix");
    private static final Pattern DOT = Pattern.compile("\\.");

    private RoleSettings() {}

    static List<RoleBinding> read(SettingsReader reader, ProcessSettings settings) {
        Set<String> names = new TreeSet<>();
        for (String key : settings.beneath(PREFIX).keySet()) {
            List<String> parts = DOT.splitAsStream(key).toList();
            if (parts.size() != 2 || !MEMBERS.contains(parts.getLast())) {
                reader.refuse(PREFIX + "." + key, PREFIX + ".NAME.principal, .role, .shard or .prefix");
            } else {
                names.add(parts.getFirst());
            }
        }
        if (names.size() > BINDINGS_MAX) {
            reader.refuse(PREFIX, "at most " + BINDINGS_MAX + " roles");
        }
        List<RoleBinding> bindings = new ArrayList<>();
        names.forEach(name -> binding(reader, PREFIX + "." + name).ifPresent(bindings::add));
        return bindings;
    }

    private static Optional<RoleBinding> binding(SettingsReader reader, String path) {
        Optional<PrincipalPattern> principals = PrincipalPattern.parse(reader.text(path + ".principal", ""));
        if (principals.isEmpty()) {
            reader.refuse(path + ".principal", PrincipalPattern.EXPECTED);
        }
        Optional<Role> role = Role.parse(reader.text(path + ".role", ""));
        if (role.isEmpty()) {
            reader.refuse(path + ".role", Role.EXPECTED);
        }
        Scope scope = scope(reader, path);
        return principals.flatMap(who -> role.map(which -> new RoleBinding(who, which, scope)));
    }

    private static Scope scope(SettingsReader reader, String path) {
        String shard = reader.text(path + ".shard", "");
        String prefix = reader.text(path + ".prefix", "");
        if (!shard.isEmpty() && !prefix.isEmpty()) {
            reader.refuse(path + ".prefix", "not together with " + path + ".shard");
        }
        return !shard.isEmpty()
                ? new Scope.Shard(shard)
                : prefix.isEmpty() ? new Scope.All() : new Scope.Prefix(prefix);
    }
}
