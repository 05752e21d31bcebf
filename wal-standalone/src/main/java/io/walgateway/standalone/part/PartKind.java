package io.walgateway.standalone.part;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The programs of which a stack consists, in the order in which they are started. */
public enum PartKind {
    KAFKA("Kafka"),
    POSTGRES("PostgreSQL"),
    CASSANDRA("Cassandra"),
    ELASTICMQ("ElasticMQ"),
    OPENSEARCH("OpenSearch"),
    MEMCACHED("memcached"),
    KEY_VALUE("Key-Value"),
    CONTROLPLANE("the control plane"),
    SERVER("gRPC"),
    CONSUMER("the consumer"),
    WRITER("the writer");

    private final String purpose;

    /** What a kind of part does; the stages end in the reverse order. */
    enum Stage {
        /** Holds data. */
        COMPONENT,
        /** Works for those that are in charge of writes. */
        SUPPORT,
        /** Is in charge of writes. */
        TRAFFIC
    }

    PartKind(String purpose) {
        this.purpose = purpose;
    }

    /** The name on the command line, and of its folder. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What its port is for. */
    public String purpose() {
        return purpose;
    }

    /** True if each region has a part of this kind for itself, where a stack has regions. */
    public boolean isRegional() {
        return switch (this) {
            case KAFKA, MEMCACHED, SERVER, CONSUMER, WRITER -> true;
            case POSTGRES, CASSANDRA, ELASTICMQ, OPENSEARCH, KEY_VALUE, CONTROLPLANE -> false;
        };
    }

    /** True for the gateway's own processes. */
    public boolean isOurs() {
        return stage() != Stage.COMPONENT;
    }

    Stage stage() {
        return switch (this) {
            case KAFKA, POSTGRES, CASSANDRA, ELASTICMQ, OPENSEARCH, MEMCACHED -> Stage.COMPONENT;
            case CONTROLPLANE, WRITER, KEY_VALUE -> Stage.SUPPORT;
            case SERVER, CONSUMER -> Stage.TRAFFIC;
        };
    }

    /**
     * The kinds that must answer before this one is started. The gateway's own processes wait for each other only to
     * keep the start tidy.
     */
    Set<PartKind> startsAfter() {
        return switch (this) {
            case KAFKA, POSTGRES, CASSANDRA, ELASTICMQ, OPENSEARCH, MEMCACHED -> EnumSet.noneOf(PartKind.class);
            case CONTROLPLANE -> EnumSet.of(KAFKA, POSTGRES);
            case SERVER, CONSUMER -> EnumSet.of(KAFKA, CONTROLPLANE);
            case WRITER -> EnumSet.of(KAFKA, MEMCACHED);
            case KEY_VALUE -> EnumSet.of(CASSANDRA);
        };
    }

    static List<String> texts() {
        return Arrays.stream(values()).map(PartKind::text).toList();
    }
}
