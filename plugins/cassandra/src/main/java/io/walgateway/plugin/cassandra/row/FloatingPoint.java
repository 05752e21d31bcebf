package io.walgateway.plugin.cassandra.row;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Reads floating-point numbers without losing digits. The nearest value counts as exact if it reads the same with as
 * many digits as were given: 0.1 does, and so does any number of 15 digits (6 in single precision); 9007199254740993
 * does not.
 */
final class FloatingPoint {

    private FloatingPoint() {}

    static Optional<Object> doublePrecision(JsonNode node) {
        return number(node)
                .filter(given -> Double.isFinite(given.doubleValue()) && isExact(given, given.doubleValue()))
                .map(BigDecimal::doubleValue);
    }

    static Optional<Object> singlePrecision(JsonNode node) {
        return number(node)
                .filter(given -> Float.isFinite(given.floatValue()) && isExact(given, given.floatValue()))
                .map(BigDecimal::floatValue);
    }

    private static boolean isExact(BigDecimal given, double nearest) {
        MathContext sameDigits = new MathContext(given.stripTrailingZeros().precision());
        return new BigDecimal(nearest).round(sameDigits).compareTo(given) == 0;
    }

    private static Optional<BigDecimal> number(JsonNode node) {
        return node.isNumber() ? Optional.of(node.decimalValue()) : Optional.empty();
    }
}
