package io.walgateway.config.document;

import io.walgateway.config.document.node.Given;
import io.walgateway.config.document.node.GivenObject;
import io.walgateway.config.document.node.KeyTable;
import io.walgateway.config.document.node.Problems;
import io.walgateway.config.document.node.TextRule;
import io.walgateway.config.document.node.Values;
import io.walgateway.core.namespace.RequestTargets;
import io.walgateway.core.namespace.TargetRule;
import io.walgateway.core.text.SegmentPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the {@code request-targets} of a document. */
final class RequestTargetReader {
    static final String PATH = "request-targets";

    private static final String NONE = "none";
    private static final String EXPECTED = "\"none\", or a list of at most " + RequestTargets.RULES_MAX
            + " objects with a type and patterns of properties";
    private static final KeyTable KEYS = new KeyTable(List.of("type"));

    private RequestTargetReader() {}

    static RequestTargets read(GivenObject object, Problems problems) {
        Optional<Given> given = object.get(PATH);
        if (given.isEmpty()) {
            return new RequestTargets.Unsaid();
        }
        JsonNode node = given.get().node();
        if (node.asString("").equals(NONE)) {
            return RequestTargets.Listed.NONE;
        }
        if (!node.isArray() || node.size() > RequestTargets.RULES_MAX) {
            problems.add(given.get(), EXPECTED);
            return RequestTargets.Listed.NONE;
        }
        List<TargetRule> rules = new ArrayList<>();
        ArrayNode canonical = JsonNodeFactory.instance.arrayNode();
        for (int index = 0; index < node.size() && !problems.isFull(); index++) {
            GivenObject rule = GivenObject.open(given.get().element(index), KEYS, problems);
            if (node.get(index).isObject()) {
                rules.add(rule(rule, problems));
            }
            canonical.add(rule.canonical());
        }
        object.write(PATH, canonical);
        return new RequestTargets.Listed(rules);
    }

    private static TargetRule rule(GivenObject object, Problems problems) {
        String type =
                new Values(object).requiredText("type", TextRule.TYPE, NONE).toLowerCase(Locale.ROOT);
        Map<String, SegmentPattern> patterns = new HashMap<>();
        object.properties().forEach((name, value) -> {
            JsonNode node = value.node();
            SegmentPattern.parse(node.isString() ? node.stringValue() : node.toString())
                    .ifPresentOrElse(
                            pattern -> patterns.put(name, pattern), () -> problems.add(value, SegmentPattern.EXPECTED));
        });
        return new TargetRule(type, patterns);
    }
}
