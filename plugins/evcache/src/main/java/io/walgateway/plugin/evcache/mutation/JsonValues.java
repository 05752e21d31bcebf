package io.walgateway.plugin.evcache.mutation;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.walgateway.proto.v1.CacheOperation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Values in the JSON that proto3 defines for their types. */
final class JsonValues {
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,19}");
    private static final long FLAGS_MAX = 0xffff_ffffL;

    private JsonValues() {}

    static String text(String path, JsonNode value) throws UnfitMutationException {
        if (!value.isString()) {
            throw new UnfitMutationException(path, "no text", "a text");
        }
        return value.stringValue();
    }

    /** Base64 in either alphabet, with or without padding. */
    static ByteString bytes(String path, JsonNode value) throws UnfitMutationException {
        String text = text(path, value);
        try {
            return ByteString.copyFrom(
                    text.indexOf('-') >= 0 || text.indexOf('_') >= 0
                            ? Base64.getUrlDecoder().decode(text)
                            : Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new UnfitMutationException(path, text.length() + " characters", "Base64", e);
        }
    }

    /** A number, or a text of digits, as large numbers are written. */
    static long integer(String path, JsonNode value) throws UnfitMutationException {
        try {
            if (value.isNumber()) {
                return value.decimalValue().longValueExact();
            }
            if (value.isString() && INTEGER.matcher(value.stringValue()).matches()) {
                return Long.parseLong(value.stringValue());
            }
        } catch (ArithmeticException | NumberFormatException e) {
            throw new UnfitMutationException(path, "no such number", "an integer of 64 bits", e);
        }
        throw new UnfitMutationException(path, "no number", "an integer of 64 bits");
    }

    static int flags(String path, JsonNode value) throws UnfitMutationException {
        long flags = integer(path, value);
        if (flags < 0 || flags > FLAGS_MAX) {
            throw new UnfitMutationException(path, Long.toString(flags), "0 to " + FLAGS_MAX);
        }
        return (int) flags;
    }

    /** The name, or the number. */
    static int operation(String path, JsonNode value) throws UnfitMutationException {
        if (value.isIntegralNumber() && value.canConvertToInt()) {
            return value.intValue();
        }
        for (CacheOperation operation : CacheOperation.values()) {
            if (operation != CacheOperation.UNRECOGNIZED
                    && value.isString()
                    && operation.name().equals(value.stringValue())) {
                return operation.getNumber();
            }
        }
        throw new UnfitMutationException(path, "unknown", "one of CACHE_OPERATION_SET, _DELETE, _TOUCH, _ADD");
    }

    static Timestamp time(String path, JsonNode value) throws UnfitMutationException {
        try {
            Instant time = OffsetDateTime.parse(text(path, value)).toInstant();
            return Timestamp.newBuilder()
                    .setSeconds(time.getEpochSecond())
                    .setNanos(time.getNano())
                    .build();
        } catch (DateTimeException e) {
            throw new UnfitMutationException(path, "no time", "a time such as 2026-12-31T23:59:59Z", e);
        }
    }
}
