package io.walgateway.consumer.writer;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.replication.RegionalTarget;
import io.walgateway.core.target.TargetProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * The targets of this region for namespaces whose documents name none.
 *
 * @param byNamespace the name {@code *} stands for all namespaces that are not named
 */
record OwnTargets(Map<String, TargetAddress> byNamespace) {
    private static final String OTHERS = "*";
    private static final String TYPE = ".type";

    OwnTargets {
        byNamespace = Map.copyOf(byNamespace);
    }

    Optional<TargetAddress> of(String namespace) {
        return Optional.ofNullable(byNamespace.get(namespace)).or(() -> Optional.ofNullable(byNamespace.get(OTHERS)));
    }

    /**
     * Reads {@code NAMESPACE.type} and {@code NAMESPACE.PROPERTY}. Names of namespaces may contain dots, so the keys
     * that end in {@code .type} say which names there are.
     *
     * @param refuse takes a key and the expectation that it does not meet
     */
    static OwnTargets read(Map<String, String> settings, Plugins plugins, BiConsumer<String, String> refuse) {
        Map<String, TargetAddress> found = new HashMap<>();
        settings.keySet().stream()
                .filter(key -> key.endsWith(TYPE))
                .map(key -> key.substring(0, key.length() - TYPE.length()))
                .forEach(namespace -> found.put(namespace, address(namespace, settings)));
        settings.keySet().stream()
                .filter(key -> found.keySet().stream().noneMatch(name -> key.startsWith(name + ".")))
                .forEach(key -> refuse.accept(key, "NAMESPACE.type beside it, which names the type of the target"));
        found.forEach((namespace, address) -> check(namespace, address, plugins, refuse));
        return new OwnTargets(found);
    }

    private static TargetAddress address(String namespace, Map<String, String> settings) {
        String prefix = namespace + ".";
        return new TargetAddress(
                settings.getOrDefault(namespace + TYPE, ""),
                settings.entrySet().stream()
                        .filter(setting -> setting.getKey().startsWith(prefix)
                                && !setting.getKey().equals(namespace + TYPE))
                        .collect(Collectors.toMap(
                                setting -> setting.getKey().substring(prefix.length()), Map.Entry::getValue)));
    }

    private static void check(
            String namespace, TargetAddress address, Plugins plugins, BiConsumer<String, String> refuse) {
        Optional<TargetProvider> provider = plugins.target(address.type());
        if (provider.isEmpty()) {
            refuse.accept(
                    namespace + TYPE,
                    "a target type that has a plugin here: "
                            + String.join(
                                    ", ",
                                    plugins.targets().keySet().stream().sorted().toList()));
            return;
        }
        if (address.type().equals(RegionalTarget.TYPE) || !provider.get().isSingle(address)) {
            refuse.accept(namespace + TYPE, "a type of target in this region");
        }
        for (Violation violation : provider.get().check(address)) {
            refuse.accept(namespace + violation.path().replace('/', '.'), violation.expectation());
        }
    }
}
