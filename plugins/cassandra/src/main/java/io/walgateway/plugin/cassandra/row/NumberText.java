package io.walgateway.plugin.cassandra.row;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.DecimalNode;

/**
 * Numbers that payloads write as text: as strings, or as keys of maps. They are read by JSON's grammar, so that no
 * number has a second spelling such as {@code 01}, {@code +1} or digits outside ASCII.
 */
final class NumberText {
    /**
     * Checked before a conversion, whose time grows faster than the number's length. Cassandra's own arithmetic keeps
     * no more than 1,000 decimal places, so no number that it can work with is much longer.
     */
    static final int CHARACTERS_MAX = 1_000;

    /** A few characters such as {@code 1e999999999} would become gigabytes in a reader that writes the number out. */
    static final int EXPONENT_MAX = 10_000;

    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]*+");
    private static final Pattern DECIMAL =
            Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?+(?:[eE][+-]?+[0-9]{1,9}+)?+");

    private NumberText() {}

    static Optional<BigInteger> integer(String text) {
        return text.length() <= CHARACTERS_MAX && INTEGER.matcher(text).matches()
                ? Optional.of(new BigInteger(text))
                : Optional.empty();
    }

    static Optional<BigDecimal> decimal(String text) {
        return text.length() <= CHARACTERS_MAX && DECIMAL.matcher(text).matches()
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }

    /** The number that a JSON writer would have written without quotes. */
    static Optional<JsonNode> node(String text) {
        Optional<JsonNode> integer = integer(text).map(BigIntegerNode::valueOf);
        return integer.isPresent() ? integer : decimal(text).map(DecimalNode::valueOf);
    }
}
