package io.walgateway.it.chaos.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a document says of the one target of {@link ChaosNamespace#MOVING}, whose target changes while it has writes. */
public enum TargetForm {
    /** As it is at first, and after each change. */
    ORIGINAL("first", Optional.of("moving-first")),
    /** Another name and another address: what was written before is owed to the old name at the old address. */
    RENAMED("second", Optional.of("moving-second")),
    /** The same target by another address, which gets the backlog, too. */
    READDRESSED("first", Optional.of("moving-elsewhere")),
    /** Another type, which is its name where it has none. */
    RETYPED("sqs", Optional.empty());

    /** The queue of {@link #RETYPED}. */
    static final String QUEUE = "moving.fifo";

    private final String target;
    private final Optional<String> topic;

    TargetForm(String target, Optional<String> topic) {
        this.target = target;
        this.topic = topic;
    }

    /** How it is called in logs. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static TargetForm of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** The target's name. */
    String target() {
        return target;
    }

    /** Where it delivers; empty: to {@link #QUEUE}. */
    Optional<String> topic() {
        return topic;
    }

    /** It in a document. */
    public String json() {
        return topic.map(name -> """
                        {"name": "%s", "type": "kafka", "topic": "%s"}""".formatted(target, name)).orElse("""
                        {"type": "%s", "queue": "%s"}""".formatted(target, QUEUE));
    }

    static Set<String> targets() {
        return Arrays.stream(values()).map(TargetForm::target).collect(Collectors.toUnmodifiableSet());
    }
}
