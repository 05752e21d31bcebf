package io.walgateway.core.identity;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the deployment allows, beside the access lists of documents.
 *
 * @param roles          who has which role, and where
 * @param defaultWriters of namespaces whose documents name none
 * @param defaultReaders of namespaces whose documents name none
 * @param appliers       may call a writer group
 */
public record Grants(
        List<RoleBinding> roles,
        List<PrincipalPattern> defaultWriters,
        List<PrincipalPattern> defaultReaders,
        List<PrincipalPattern> appliers) {
    /** Nobody may do anything. */
    public static final Grants NONE = new Grants(List.of(), List.of(), List.of(), List.of());

    public Grants {
        roles = List.copyOf(roles);
        defaultWriters = List.copyOf(defaultWriters);
        defaultReaders = List.copyOf(defaultReaders);
        appliers = List.copyOf(appliers);
    }

    /** The same with further roles. */
    public Grants with(List<RoleBinding> more) {
        return new Grants(
                Stream.concat(roles.stream(), more.stream()).toList(), defaultWriters, defaultReaders, appliers);
    }
}
