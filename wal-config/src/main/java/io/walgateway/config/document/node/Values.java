package io.walgateway.config.document.node;

import io.walgateway.core.units.ByteSizes;
import io.walgateway.core.units.Durations;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NumericNode;

/**
 * Reads typed values from an object. An absent value gives the fallback. So does an invalid one, after its problem has
 * been noted, so that reading continues and finds the other problems too.
 */
public record Values(GivenObject object) {

    public Optional<String> text(String path, TextRule rule) {
        return object.get(path).flatMap(given -> text(given, rule));
    }

    public String requiredText(String path, TextRule rule, String fallback) {
        if (object.get(path).isEmpty()) {
            object.problems().absent(object.pointerTo(path), rule.expectation());
        }
        return text(path, rule).orElse(fallback);
    }

    public Optional<Integer> integer(String path, int min, int max) {
        return object.get(path).flatMap(given -> {
            JsonNode node = given.node();
            boolean fits = node.isIntegralNumber()
                    && node.canConvertToInt()
                    && node.intValue() >= min
                    && node.intValue() <= max;
            return fits ? Optional.of(node.intValue()) : refuse(given, "a whole number, " + range(min, max));
        });
    }

    public Optional<Double> number(String path, int min, int max) {
        return object.get(path).flatMap(given -> {
            Optional<Double> number = exact(given.node()).filter(value -> value >= min && value <= max);
            return number.isPresent() ? number : refuse(given, "a number, " + range(min, max));
        });
    }

    public Optional<Duration> duration(String path, Duration min, Duration max) {
        return object.get(path).flatMap(given -> {
            Optional<Duration> duration = Optional.of(given.node())
                    .filter(JsonNode::isString)
                    .flatMap(node -> Durations.parse(node.stringValue()))
                    .filter(value -> value.compareTo(min) >= 0 && value.compareTo(max) <= 0);
            return duration.isPresent() ? duration : refuse(given, Durations.expectation(min, max));
        });
    }

    public Optional<Integer> bytes(String path, int min, int max) {
        if (object.get(path).filter(given -> given.node().isString()).isEmpty()) {
            return integer(path, min, max);
        }
        return object.get(path).flatMap(given -> {
            Optional<Integer> bytes = ByteSizes.parse(given.node().stringValue())
                    .filter(value -> value >= min && value <= max)
                    .map(Long::intValue);
            return bytes.isPresent() ? bytes : refuse(given, ByteSizes.expectation(min, max));
        });
    }

    /** Distinct texts that each follow the rule. */
    public Optional<List<String>> texts(String path, TextRule rule) {
        return object.get(path).flatMap(given -> {
            if (!given.node().isArray()) {
                return refuse(given, "a list");
            }
            Set<String> texts = new LinkedHashSet<>();
            for (int i = 0; i < given.node().size(); i++) {
                Given element = given.element(i);
                text(element, rule)
                        .filter(text -> !texts.add(text))
                        .ifPresent(_ -> object.problems().add(element, "each only once"));
            }
            return Optional.of(List.copyOf(texts));
        });
    }

    /** Empty if the node is not a number, or has digits that a double does not keep. */
    private static Optional<Double> exact(JsonNode node) {
        if (!(node instanceof NumericNode number) || number.isNaN()) {
            return Optional.empty();
        }
        BigDecimal given = number.decimalValue();
        double nearest = given.doubleValue();
        MathContext sameDigits = new MathContext(given.stripTrailingZeros().precision());
        return Double.isFinite(nearest)
                        && new BigDecimal(nearest).round(sameDigits).compareTo(given) == 0
                ? Optional.of(nearest)
                : Optional.empty();
    }

    private Optional<String> text(Given given, TextRule rule) {
        return given.node().isString() && rule.allows(given.node().stringValue())
                ? Optional.of(given.node().stringValue())
                : refuse(given, rule.expectation());
    }

    private <T> Optional<T> refuse(Given given, String expectation) {
        object.problems().add(given, expectation);
        return Optional.empty();
    }

    private static String range(int min, int max) {
        return min + " to " + max;
    }
}
