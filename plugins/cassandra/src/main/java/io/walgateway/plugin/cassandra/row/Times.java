package io.walgateway.plugin.cassandra.row;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Times and dates in the one spelling that says exactly what is stored. */
final class Times {
    private static final String TIME = "[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?";
    private static final Pattern TIME_OF_DAY = Pattern.compile(TIME);
    /** Years as in Cassandra's own text form; epoch milliseconds reach further. */
    private static final Pattern TIMESTAMP =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T" + TIME + "(?:Z|[+-][0-9]{2}:[0-9]{2})");

    private static final int DATE_CHARACTERS_MAX = 16;

    private Times() {}

    /** Cassandra keeps milliseconds: a finer fraction would be cut off. */
    static Optional<Object> timestamp(JsonNode node) {
        if (node.isIntegralNumber()) {
            return node.canConvertToLong() ? Optional.of(Instant.ofEpochMilli(node.longValue())) : Optional.empty();
        }
        return TextNodes.text(node)
                .filter(text -> TIMESTAMP.matcher(text).matches())
                .map(text -> OffsetDateTime.parse(text).toInstant())
                .filter(time -> time.truncatedTo(ChronoUnit.MILLIS).equals(time))
                .map(time -> time);
    }

    /** Cassandra counts days in 32 bits; the driver lets the count overflow. */
    static Optional<Object> date(JsonNode node) {
        return TextNodes.text(node)
                .filter(text -> text.length() <= DATE_CHARACTERS_MAX)
                .map(Times::canonicalDate)
                .filter(date -> (int) date.toEpochDay() == date.toEpochDay())
                .map(date -> date);
    }

    static Optional<Object> timeOfDay(JsonNode node) {
        return TextNodes.text(node)
                .filter(text -> TIME_OF_DAY.matcher(text).matches())
                .map(LocalTime::parse);
    }

    private static LocalDate canonicalDate(String text) {
        LocalDate date = LocalDate.parse(text);
        if (!date.toString().equals(text)) {
            throw new IllegalArgumentException("not as dates are written");
        }
        return date;
    }
}
