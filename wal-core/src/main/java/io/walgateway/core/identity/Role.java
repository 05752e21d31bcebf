package io.walgateway.core.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A set of permissions that is bound to principals. No role may append: that is for the writers of a namespace alone. */
public enum Role {
    /** Sees documents, but no payloads. */
    VIEWER,
    /** Changes documents, but sees no payloads. */
    EDITOR,
    /** Handles dead letters and delayed messages, which it therefore sees. */
    OPERATOR,
    /** Does all of this, and binds roles. */
    ADMIN;

    public static final String EXPECTED = "viewer, editor, operator or admin";

    public boolean permits(Permission permission) {
        return switch (permission) {
            case VIEW -> true;
            case EDIT -> this == EDITOR || this == ADMIN;
            case READ, OPERATE -> this == OPERATOR || this == ADMIN;
            case ADMINISTER -> this == ADMIN;
            case APPEND, APPLY -> false;
        };
    }

    /** Empty: there is no such role. Names are in lower case. */
    public static Optional<Role> parse(String name) {
        return Arrays.stream(values())
                .filter(role -> role.toString().equals(name))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
