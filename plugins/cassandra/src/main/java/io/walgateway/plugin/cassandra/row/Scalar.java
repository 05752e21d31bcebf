package io.walgateway.plugin.cassandra.row;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * How a value of a column type without parts is written in JSON. Numbers that many JSON writers do not keep exact
 * (bigint, varint, decimal) may also be strings.
 *
 * @param expectation the expected value, for error messages
 * @param reader      returns the driver's value; empty, or an {@link IllegalArgumentException} or
 *                    {@link java.time.DateTimeException}, where the JSON is not such a value
 */
record Scalar(String expectation, Function<JsonNode, Optional<Object>> reader) {
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int TIME_BASED = 1;
    private static final int ASCII_END = 0x80;

    private static final Map<DataType, Scalar> BY_TYPE = Map.ofEntries(
            Map.entry(DataTypes.TEXT, new Scalar("a string of whole characters", node -> text(node, Scalar::isWhole))),
            Map.entry(DataTypes.ASCII, new Scalar("a string of ASCII characters", node -> text(node, Scalar::isAscii))),
            Map.entry(DataTypes.BOOLEAN, new Scalar("true or false", Scalar::bool)),
            Map.entry(DataTypes.TINYINT, new Scalar("an integer of 8 bits", node -> integer(node, 8, Long::byteValue))),
            Map.entry(
                    DataTypes.SMALLINT,
                    new Scalar("an integer of 16 bits", node -> integer(node, 16, Long::shortValue))),
            Map.entry(DataTypes.INT, new Scalar("an integer of 32 bits", node -> integer(node, 32, Long::intValue))),
            Map.entry(
                    DataTypes.BIGINT,
                    new Scalar(
                            "an integer of 64 bits",
                            node -> bigInteger(node)
                                    .filter(value -> value.bitLength() < Long.SIZE)
                                    .map(BigInteger::longValue))),
            Map.entry(
                    DataTypes.VARINT,
                    new Scalar(
                            "an integer of at most " + NumberText.CHARACTERS_MAX + " digits",
                            node -> bigInteger(node).map(value -> value))),
            Map.entry(
                    DataTypes.DECIMAL,
                    new Scalar(
                            "a number of at most " + NumberText.CHARACTERS_MAX + " characters, its exponent within "
                                    + NumberText.EXPONENT_MAX,
                            node -> decimal(node).map(value -> value))),
            Map.entry(
                    DataTypes.DOUBLE,
                    new Scalar("a number that double precision keeps", FloatingPoint::doublePrecision)),
            Map.entry(
                    DataTypes.FLOAT,
                    new Scalar("a number that single precision keeps", FloatingPoint::singlePrecision)),
            Map.entry(DataTypes.UUID, new Scalar("a UUID", node -> uuid(node).map(value -> value))),
            Map.entry(
                    DataTypes.TIMEUUID,
                    new Scalar(
                            "a UUID of version 1",
                            node -> uuid(node)
                                    .filter(value -> value.version() == TIME_BASED)
                                    .map(value -> value))),
            Map.entry(
                    DataTypes.TIMESTAMP,
                    new Scalar(
                            "an ISO-8601 time such as 2026-01-31T12:00:00Z, to the millisecond, or epoch milliseconds",
                            Times::timestamp)),
            Map.entry(
                    DataTypes.DATE,
                    new Scalar("a date such as 2026-01-31, -5877641-06-23 to +5881580-07-11", Times::date)),
            Map.entry(DataTypes.TIME, new Scalar("a time of day such as 12:00:00.5", Times::timeOfDay)),
            Map.entry(
                    DataTypes.BLOB,
                    new Scalar("bytes in base64", node -> TextNodes.text(node).map(Scalar::base64))),
            Map.entry(
                    DataTypes.INET,
                    new Scalar(
                            "an IP address such as 127.0.0.1 or ::1",
                            node -> TextNodes.text(node).flatMap(Addresses::of))));

    /** Empty: a type with parts, or one that payloads cannot write. */
    static Optional<Scalar> of(DataType type) {
        return Optional.ofNullable(BY_TYPE.get(type));
    }

    /** The driver writes a question mark for a character that the charset lacks, such as half a surrogate pair. */
    private static Optional<Object> text(JsonNode node, IntPredicate isAllowed) {
        return TextNodes.text(node)
                .filter(text -> text.codePoints().allMatch(isAllowed))
                .map(text -> text);
    }

    private static boolean isAscii(int character) {
        return character < ASCII_END;
    }

    /** Code points of whole pairs are beyond the surrogates. */
    private static boolean isWhole(int character) {
        return character < Character.MIN_SURROGATE || character > Character.MAX_SURROGATE;
    }

    private static Optional<Object> bool(JsonNode node) {
        return node.isBoolean() ? Optional.of(node.booleanValue()) : Optional.empty();
    }

    private static Optional<Object> integer(JsonNode node, int bits, Function<Long, Object> narrow) {
        return node.isIntegralNumber() && node.bigIntegerValue().bitLength() < bits
                ? Optional.of(narrow.apply(node.longValue()))
                : Optional.empty();
    }

    private static Optional<BigInteger> bigInteger(JsonNode node) {
        return node.isIntegralNumber()
                ? Optional.of(node.bigIntegerValue())
                : TextNodes.text(node).flatMap(NumberText::integer);
    }

    private static Optional<BigDecimal> decimal(JsonNode node) {
        Optional<BigDecimal> value = node.isNumber()
                ? Optional.of(node.decimalValue())
                : TextNodes.text(node).flatMap(NumberText::decimal);
        return value.filter(number -> Math.abs((long) number.scale()) <= NumberText.EXPONENT_MAX);
    }

    /** The JDK also accepts shortened UUIDs and signs. */
    private static Optional<UUID> uuid(JsonNode node) {
        return TextNodes.text(node)
                .filter(text -> UUID_TEXT.matcher(text).matches())
                .map(UUID::fromString);
    }

    /** The JDK's decoder also accepts texts that its encoder would never write. */
    private static Object base64(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw new IllegalArgumentException("not as base64 is written");
        }
        return ByteBuffer.wrap(bytes);
    }
}
