package io.walgateway.config.document;

import io.walgateway.config.document.PersistenceReader.Persistence;
import io.walgateway.config.document.node.GivenObject;
import io.walgateway.config.document.node.Problems;
import io.walgateway.core.namespace.TargetConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Combines the persistence configurations of one namespace. */
record Merge(List<Persistence> parts, Problems problems) {

    List<QueueDraft> queues() {
        List<QueueDraft> queues =
                parts.stream().flatMap(part -> part.queue().stream()).toList();
        // No queue can have this name, so only the written names are compared.
        QueueClashes.find(queues, "@", problems);
        return queues;
    }

    /** All targets of all parts; a part may repeat another part's target if the two are equal. */
    List<TargetConfig> targets() {
        Map<String, TargetConfig> found = new HashMap<>();
        return parts.stream()
                .flatMap(part -> {
                    Map<String, TargetConfig> before = Map.copyOf(found);
                    return part.targets().stream()
                            .flatMap(target -> target.configs().stream()
                                    .filter(config -> isNew(config, target.object(), before, found)));
                })
                .toList();
    }

    private boolean isNew(
            TargetConfig config,
            GivenObject object,
            Map<String, TargetConfig> inOtherParts,
            Map<String, TargetConfig> found) {
        boolean isNew = found.putIfAbsent(config.name(), config) == null;
        if (!isNew && !config.equals(inOtherParts.get(config.name()))) {
            String value = object.get("name").isPresent() ? '"' + config.name() + '"' : "absent";
            problems.add(
                    object.pointerTo("name"),
                    value,
                    "a name that no other target of this namespace has; " + config.name() + " is taken");
        }
        return isNew;
    }

    /** The value of a property that a namespace has once, on which the parts must agree. */
    <T> Optional<T> agreed(String path, Function<Persistence, Optional<T>> said) {
        Optional<T> first =
                parts.stream().flatMap(part -> said.apply(part).stream()).findFirst();
        for (Persistence part : parts) {
            if (said.apply(part)
                    .filter(other -> !Optional.of(other).equals(first))
                    .isPresent()) {
                problems.add(
                        part.object().pointerTo(path),
                        said.apply(part).map(Object::toString).orElse("absent"),
                        "the same in all persistence configurations of a namespace");
            }
        }
        return first;
    }
}
