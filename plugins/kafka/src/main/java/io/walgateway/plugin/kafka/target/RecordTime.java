package io.walgateway.plugin.kafka.target;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The time that the records of a target get as their timestamp. Kafka removes records by it. */
public enum RecordTime {
    /** The time of the append to the target's topic. */
    APPEND("append-time"),
    /** The write time of the message. */
    WRITE("write-time");

    /** How far ahead of now a write time may be; also the default limit of topics. */
    static final Duration AHEAD_MAX = Duration.ofHours(1);

    public static final String EXPECTATION =
            Arrays.stream(values()).map(RecordTime::text).collect(Collectors.joining(" or "));

    private final String text;

    RecordTime(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    public static Optional<RecordTime> of(String text) {
        return Arrays.stream(values()).filter(time -> time.text.equals(text)).findFirst();
    }
}
