package io.walgateway.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AuthorisationTest {
    private static final Resource.Namespace ORDERS = namespace("orders", "blue");
    private static final Resource.Namespace ORDERS_OLD = namespace("orders-old", "green");
    private static final Resource.Namespace UNLISTED =
            new Resource.Namespace("unlisted", Optional.of("blue"), List.of(), List.of());

    private static final Grants GRANTS = new Grants(
            List.of(
                    binding("token:viewer", Role.VIEWER, new Scope.All()),
                    binding("token:editor", Role.EDITOR, new Scope.Shard("blue")),
                    binding("token:operator", Role.OPERATOR, new Scope.Prefix("orders")),
                    binding("token:admin", Role.ADMIN, new Scope.All()),
                    binding("token:blue-admin", Role.ADMIN, new Scope.Shard("blue"))),
            patterns("token:default-*"),
            patterns("token:default-reader"),
            patterns("spiffe://example.com/consumer/*"));

    /** Letters: append, read, view, edit, operate, administer. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "token:writer,         orders,     A-----",
                "token:writer,         orders-old, A-----",
                "token:writer,         unlisted,   ------",
                "token:reader,         orders,     -R----",
                "token:default-writer, orders,     ------",
                "token:default-writer, unlisted,   A-----",
                "token:default-reader, unlisted,   AR----",
                "token:viewer,         orders,     --V---",
                "token:viewer,         unlisted,   --V---",
                "token:editor,         orders,     --VE--",
                "token:editor,         orders-old, ------",
                "token:operator,       orders,     -RV-O-",
                "token:operator,       orders-old, -RV-O-",
                "token:operator,       unlisted,   ------",
                "token:admin,          orders,     -RVEO!",
                "token:blue-admin,     orders,     -RVEO!",
                "token:blue-admin,     orders-old, ------",
                "token:stranger,       orders,     ------",
                "jwt:writer,           orders,     ------",
            })
    void shouldAllowExactlyWhatIsGranted(String principal, String namespace, String letters) {
        Resource resource = List.of(ORDERS, ORDERS_OLD, UNLISTED).stream()
                .filter(one -> one.name().equals(namespace))
                .findFirst()
                .orElseThrow();
        StringBuilder allowed = new StringBuilder();
        String all = "ARVEO!";
        List<Permission> permissions = List.of(
                Permission.APPEND,
                Permission.READ,
                Permission.VIEW,
                Permission.EDIT,
                Permission.OPERATE,
                Permission.ADMINISTER);
        for (int i = 0; i < permissions.size(); i++) {
            allowed.append(isAllowed(known(principal), permissions.get(i), resource) ? all.charAt(i) : '-');
        }
        assertThat(allowed).hasToString(letters);
    }

    @ParameterizedTest
    @CsvSource({
        "token:admin,      all,        true",
        "token:admin,      blue,       true",
        "token:blue-admin, all,        false",
        "token:blue-admin, blue,       true",
        "token:blue-admin, green,      false",
        "token:viewer,     all,        false",
        "token:operator,   orders-new, false",
    })
    void shouldLetAdministratorsBindRolesWithinTheirOwnScopeOnly(String principal, String scope, boolean allowed) {
        Scope asked = switch (scope) {
            case "all" -> new Scope.All();
            case "orders-new" -> new Scope.Prefix("orders-new");
            default -> new Scope.Shard(scope);
        };
        assertThat(isAllowed(known(principal), Permission.ADMINISTER, new Resource.Within(asked)))
                .isEqualTo(allowed);
    }

    @Test
    void shouldCoverLongerPrefixesByShorterOnes() {
        assertThat(new Scope.Prefix("orders").contains(new Scope.Prefix("orders-new")))
                .isTrue();
        assertThat(new Scope.Prefix("orders-new").contains(new Scope.Prefix("orders")))
                .isFalse();
        assertThat(new Scope.Prefix("o").contains(new Scope.All())).isFalse();
        assertThat(new Scope.Shard("o").contains(new Scope.Prefix("o"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "spiffe://example.com/consumer/a,   true",
        "spiffe://example.com/consumer/a/b, false",
        "spiffe://example.org/consumer/a,   false",
        "token:admin,                       false"
    })
    void shouldLetOnlyNamedCallersApplyWritesOfOtherRegions(String principal, boolean allowed) {
        assertThat(isAllowed(known(principal), Permission.APPLY, new Resource.WriterGroup()))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @EnumSource
    void shouldAllowEverythingButListedWritesWhereNobodyIsAuthenticated(Permission permission) {
        Caller anyone = new Caller.Anyone();
        assertThat(isAllowed(anyone, permission, ORDERS)).isEqualTo(permission != Permission.APPEND);
        assertThat(isAllowed(anyone, permission, UNLISTED)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void shouldAllowNothingWithoutGrants(Permission permission) {
        assertThat(Authorisation.decide(known("token:admin"), permission, UNLISTED, Grants.NONE))
                .isInstanceOf(Decision.Denied.class);
    }

    @Test
    void shouldSayWhichPermissionIsMissingOnWhatAndNothingElse() {
        assertThat(Authorisation.decide(known("token:stranger"), Permission.APPEND, ORDERS, GRANTS))
                .hasToString("missing permission: append on namespace orders");
        assertThat(Authorisation.decide(
                        known("token:stranger"), Permission.VIEW, new Resource.Within(new Scope.Shard("blue")), GRANTS))
                .hasToString("missing permission: view on shard blue");
    }

    private static boolean isAllowed(Caller caller, Permission permission, Resource resource) {
        return Authorisation.decide(caller, permission, resource, GRANTS) instanceof Decision.Allowed;
    }

    private static Caller known(String principal) {
        return new Caller.Known(new Principal(principal));
    }

    private static Resource.Namespace namespace(String name, String shard) {
        return new Resource.Namespace(name, Optional.of(shard), patterns("token:writer"), patterns("token:reader"));
    }

    private static RoleBinding binding(String principal, Role role, Scope scope) {
        return new RoleBinding(new PrincipalPattern(principal), role, scope);
    }

    private static List<PrincipalPattern> patterns(String text) {
        return List.of(new PrincipalPattern(text));
    }
}
