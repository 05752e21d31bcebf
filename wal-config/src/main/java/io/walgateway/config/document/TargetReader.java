package io.walgateway.config.document;

import io.walgateway.config.document.node.DocumentProblem;
import io.walgateway.config.document.node.Given;
import io.walgateway.config.document.node.GivenObject;
import io.walgateway.config.document.node.KeyTable;
import io.walgateway.config.document.node.Problems;
import io.walgateway.config.document.node.TextRule;
import io.walgateway.config.document.node.Values;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.namespace.RetryPolicy;
import io.walgateway.core.namespace.TargetConfig;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.target.TargetProvider;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Reads one target.
 *
 * @param retry for values that its own retry keys do not give
 */
record TargetReader(Plugins plugins, RetryPolicy retry, Problems problems) {
    static final KeyTable KEYS = new KeyTable(
            Stream.of(List.of("name", "type"), RetryReader.PATHS, List.of("concurrency", "delivery-timeout"))
                    .flatMap(List::stream)
                    .toList());

    private static final Duration TIMEOUT_MIN = Duration.ofMillis(1);
    private static final Duration TIMEOUT_MAX = Duration.ofMinutes(10);

    /** A target, and its document as written. */
    record ReadTarget(TargetConfig config, GivenObject object) {}

    /** Empty if the target is {@code {}}, or too wrong for anything more to be said about it. */
    Optional<ReadTarget> read(Given given) {
        int problemsBefore = problems.count();
        GivenObject object = GivenObject.open(given, KEYS, problems);
        if (object.isEmpty()) {
            return Optional.empty();
        }
        TargetConfig config = config(object);
        if (problems.count() == problemsBefore) {
            plugins.target(config.address().type()).ifPresent(plugin -> check(plugin, config, object));
        }
        return Optional.of(new ReadTarget(config, object));
    }

    private TargetConfig config(GivenObject object) {
        Values values = new Values(object);
        String type = values.requiredText("type", TextRule.TYPE, "none").toLowerCase(Locale.ROOT);
        Map<String, String> properties = object.properties().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, property -> text(property.getValue())));
        return new TargetConfig(
                values.text("name", TextRule.NAME).orElse(type),
                new TargetAddress(type, properties),
                RetryReader.read(object, retry),
                values.integer("concurrency", 1, 10_000).orElse(TargetConfig.DEFAULT_CONCURRENCY_MAX),
                values.duration("delivery-timeout", TIMEOUT_MIN, TIMEOUT_MAX)
                        .orElse(TargetConfig.DEFAULT_DELIVERY_TIMEOUT));
    }

    private void check(TargetProvider plugin, TargetConfig config, GivenObject object) {
        for (Violation violation : plugin.check(config.address())) {
            String name =
                    violation.path().replaceFirst("^/", "").replace("~1", "/").replace("~0", "~");
            Given property = object.properties().get(name);
            String pointer = property == null ? object.pointer() + violation.path() : property.pointer();
            Optional<String> nearest = property == null ? Optional.empty() : KEYS.nearest("", KeyTable.words(name));
            problems.add(new DocumentProblem(pointer, violation.value(), violation.expectation(), nearest));
        }
    }

    private static String text(Given property) {
        JsonNode node = property.node();
        return node.isString() ? node.stringValue() : node.toString();
    }
}
