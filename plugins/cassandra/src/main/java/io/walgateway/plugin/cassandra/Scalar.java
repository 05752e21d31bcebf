package io.walgateway.plugin.cassandra;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * How a column type without parts is written in JSON. Numbers past what many JSON writers keep exact (bigint, varint,
 * decimal) may also be strings.
 *
 * @param expectation for messages
 * @param reader      the driver's value; empty, or an {@link IllegalArgumentException} or
 *                    {@link java.time.DateTimeException}, where the JSON is no such value
 */
record Scalar(String expectation, Function<JsonNode, Optional<Object>> reader) {
    private static final int UUID_CHARACTERS = 36;
    private static final int TIME_BASED = 1;
    private static final int EXPONENT_MAX = 10_000;

    private static final Map<DataType, Scalar> BY_TYPE = Map.ofEntries(
            Map.entry(DataTypes.TEXT, new Scalar("a string", Scalar::text)),
            Map.entry(DataTypes.ASCII, new Scalar("a string of ASCII characters", Scalar::ascii)),
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
                    new Scalar("an integer", node -> bigInteger(node).map(value -> value))),
            Map.entry(
                    DataTypes.DECIMAL,
                    new Scalar("a number", node -> decimal(node).map(value -> value))),
            Map.entry(DataTypes.DOUBLE, new Scalar("a number within double precision", Scalar::doubleValue)),
            Map.entry(DataTypes.FLOAT, new Scalar("a number within single precision", Scalar::floatValue)),
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
                    new Scalar("an ISO-8601 time such as 2026-01-31T12:00:00Z, or epoch milliseconds", Scalar::time)),
            Map.entry(
                    DataTypes.DATE,
                    new Scalar("a date such as 2026-01-31", node -> string(node).map(LocalDate::parse))),
            Map.entry(
                    DataTypes.TIME,
                    new Scalar(
                            "a time of day such as 12:00:00.5",
                            node -> string(node).map(LocalTime::parse))),
            Map.entry(
                    DataTypes.BLOB,
                    new Scalar(
                            "bytes in base64",
                            node -> string(node)
                                    .map(text ->
                                            ByteBuffer.wrap(Base64.getDecoder().decode(text))))),
            Map.entry(
                    DataTypes.INET,
                    new Scalar("an IP address", node -> string(node).map(InetAddress::ofLiteral))));

    /** Empty: a type with parts, or one that payloads cannot write. */
    static Optional<Scalar> of(DataType type) {
        return Optional.ofNullable(BY_TYPE.get(type));
    }

    private static Optional<String> string(JsonNode node) {
        return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
    }

    private static Optional<Object> text(JsonNode node) {
        return string(node).map(text -> text);
    }

    private static Optional<Object> ascii(JsonNode node) {
        return string(node)
                .filter(text -> StandardCharsets.US_ASCII.newEncoder().canEncode(text))
                .map(text -> text);
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
                : string(node).map(BigInteger::new);
    }

    /** The exponent is bounded, or a few characters would become gigabytes at whoever reads them. */
    private static Optional<BigDecimal> decimal(JsonNode node) {
        Optional<BigDecimal> value = node.isNumber()
                ? Optional.of(node.decimalValue())
                : string(node).map(BigDecimal::new);
        return value.filter(number -> Math.abs((long) number.scale()) <= EXPONENT_MAX);
    }

    private static Optional<Object> doubleValue(JsonNode node) {
        return node.isNumber() && Double.isFinite(node.decimalValue().doubleValue())
                ? Optional.of(node.decimalValue().doubleValue())
                : Optional.empty();
    }

    private static Optional<Object> floatValue(JsonNode node) {
        return node.isNumber() && Float.isFinite(node.decimalValue().floatValue())
                ? Optional.of(node.decimalValue().floatValue())
                : Optional.empty();
    }

    /** The JDK reads shortened UUIDs, too, and pads them: whoever wrote one meant something else. */
    private static Optional<UUID> uuid(JsonNode node) {
        return string(node).filter(text -> text.length() == UUID_CHARACTERS).map(UUID::fromString);
    }

    private static Optional<Object> time(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return Optional.of(Instant.ofEpochMilli(node.longValue()));
        }
        return string(node).map(text -> OffsetDateTime.parse(text).toInstant());
    }
}
