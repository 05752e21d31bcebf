package io.walgateway.controlplane.rest.request;

import io.walgateway.controlplane.letter.LetterFilter;
import io.walgateway.controlplane.letter.LetterReason;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.core.message.Bytes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads filters for dead letters, whose parts have the same names in queries and bodies. */
public final class FilterParts {

    public static final List<String> NAMES = List.of("reason", "target", "key", "from", "to", "region", "error");

    private static final String BASE64 = "base64:";
    private static final int TEXT_LENGTH_MAX = 4096;
    /** Years have four digits, as in RFC 3339; the range of the store is limited, too. */
    private static final Instant TIME_MIN = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant TIME_END = Instant.parse("+10000-01-01T00:00:00Z");
    private static final String TIME_EXPECTATION = "a time such as 2026-01-31T12:00:00Z, in the years 1 to 9999";

    private final Function<String, Optional<String>> parts;
    private final Wrong wrong;

    /** Refuses a part. */
    public interface Wrong {
        RefusedException part(String name, String value, String expected);
    }

    public FilterParts(Function<String, Optional<String>> parts, Wrong wrong) {
        this.parts = parts;
        this.wrong = wrong;
    }

    public LetterFilter read() {
        return new LetterFilter(
                text("reason").map(this::reason),
                text("target"),
                text("key").map(this::key),
                text("from").map(value -> time("from", value)),
                text("to").map(value -> time("to", value)),
                text("region"),
                text("error"));
    }

    private Optional<String> text(String name) {
        Optional<String> value = parts.apply(name);
        value.filter(given -> given.isEmpty() || given.length() > TEXT_LENGTH_MAX || given.indexOf('\0') >= 0)
                .ifPresent(given -> {
                    throw wrong.part(name, given, "1 to " + TEXT_LENGTH_MAX + " characters, none of them NUL");
                });
        return value;
    }

    private LetterReason reason(String value) {
        return Arrays.stream(LetterReason.values())
                .filter(reason -> reason.text().equals(value))
                .findFirst()
                .orElseThrow(() -> wrong.part(
                        "reason",
                        value,
                        "one of "
                                + Arrays.stream(LetterReason.values())
                                        .map(LetterReason::text)
                                        .collect(Collectors.joining(", "))));
    }

    private Bytes key(String value) {
        if (!value.startsWith(BASE64)) {
            return Bytes.utf8(value);
        }
        try {
            return Bytes.wrap(Base64Text.decode(value.substring(BASE64.length())));
        } catch (IllegalArgumentException e) {
            throw wrong.part("key", value, "text, or base64: and the key in base64");
        }
    }

    private Instant time(String name, String value) {
        try {
            Instant time = OffsetDateTime.parse(value).toInstant();
            if (!time.isBefore(TIME_MIN) && time.isBefore(TIME_END)) {
                return time;
            }
        } catch (DateTimeException e) {
            throw wrong.part(name, value, TIME_EXPECTATION);
        }
        throw wrong.part(name, value, TIME_EXPECTATION);
    }
}
