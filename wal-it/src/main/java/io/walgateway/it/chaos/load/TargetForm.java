package io.walgateway.it.chaos.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The forms of the one target of {@link ChaosNamespace#MOVING}, whose document changes while it has writes. */
public enum TargetForm {
    /** The initial form, and the form after each change. */
    ORIGINAL("first", Optional.of("moving-first")),
    /** Another name and another address: earlier writes are owed to the old name at the old address. */
    RENAMED("second", Optional.of("moving-second")),
    /** The same target at another address, which receives the backlog, too. */
    READDRESSED("first", Optional.of("moving-elsewhere")),
    /** Another type, which is also the target's name, because it has no other. */
    RETYPED("sqs", Optional.empty());

    /** The queue of {@link #RETYPED}. */
    static final String QUEUE = "moving.fifo";

    private final String target;
    private final Optional<String> topic;

    TargetForm(String target, Optional<String> topic) {
        this.target = target;
        this.topic = topic;
    }

    /** The name in logs. */
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

    /** The topic that it delivers to; empty: it delivers to {@link #QUEUE}. */
    Optional<String> topic() {
        return topic;
    }

    /** The target as JSON for a document. */
    public String json() {
        return topic.map(name -> """
                        {"name": "%s", "type": "kafka", "topic": "%s"}""".formatted(target, name)).orElse("""
                        {"type": "%s", "queue": "%s"}""".formatted(target, QUEUE));
    }

    static Set<String> targets() {
        return Arrays.stream(values()).map(TargetForm::target).collect(Collectors.toUnmodifiableSet());
    }
}
