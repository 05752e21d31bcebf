package io.walgateway.controlplane.letter.handling;

import io.walgateway.controlplane.letter.LetterChange;
import io.walgateway.controlplane.revision.Flaw;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.RequestTargets;
import io.walgateway.core.namespace.TargetConfig;
import io.walgateway.core.registry.Plugins;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Checks that the target that an edit gives to a letter exists. */
final class TargetCheck {

    private TargetCheck() {}

    /**
     * What is wrong with the target.
     *
     * @param obstacles      why nothing may be delivered to an address; empty: it may
     * @param requestTargets that requests may name where the document does not say it
     */
    static List<Flaw> flaws(
            LetterChange.Target target,
            NamespaceConfig namespace,
            Plugins plugins,
            Function<TargetAddress, Optional<String>> obstacles,
            RequestTargets requestTargets) {
        return switch (target) {
            case LetterChange.Target.Kept() -> List.of();
            case LetterChange.Target.Original() -> List.of();
            case LetterChange.Target.Named(String name) -> ofName(name, namespace);
            case LetterChange.Target.Own(TargetAddress address) -> {
                if (!namespace.access().requestTargets().allow(address, requestTargets)) {
                    yield List.of(Flaw.of(
                            "/target/type", address.type(), "a target that the document's request-targets allow"));
                }
                List<Flaw> flaws = ofAddress(address, plugins);
                yield flaws.isEmpty() ? ofQueue(address, obstacles) : flaws;
            }
        };
    }

    private static List<Flaw> ofQueue(TargetAddress address, Function<TargetAddress, Optional<String>> obstacles) {
        return obstacles.apply(address).stream()
                .map(why -> Flaw.of("/target/properties", why, "a target that is no queue of a namespace"))
                .toList();
    }

    private static List<Flaw> ofName(String name, NamespaceConfig namespace) {
        List<String> names =
                namespace.targets().stream().map(TargetConfig::name).toList();
        return names.contains(name)
                ? List.of()
                : List.of(Flaw.of("/target", name, "one of the namespace's targets " + names));
    }

    private static List<Flaw> ofAddress(TargetAddress address, Plugins plugins) {
        return plugins.target(address.type())
                .map(provider -> provider.check(address).stream()
                        .map(violation -> violation.under("/target/properties"))
                        .map(violation -> Flaw.of(violation.path(), violation.value(), violation.expectation()))
                        .toList())
                .orElseGet(() -> List.of(Flaw.of(
                        "/target/type",
                        address.type(),
                        plugins.targets().keySet().stream()
                                .sorted()
                                .collect(Collectors.joining(", ", "one of ", "")))));
    }
}
