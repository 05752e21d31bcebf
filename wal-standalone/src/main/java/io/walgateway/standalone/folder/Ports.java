package io.walgateway.standalone.folder;

import io.walgateway.cli.terminal.CliException;
import io.walgateway.standalone.part.PartKind;
import java.util.OptionalInt;

/**
 * The ports of a stack without regions, or of one region, computed from one number.
 *
 * @param base the gRPC port
 */
public record Ports(int base) {

    public static final int BASE_DEFAULT = 7070;

    /** Beyond the last one. */
    static final int COUNT = 26;

    private static final int PORT_MAX = 65_535;

    public Ports {
        requireBase(base, COUNT);
    }

    static void requireBase(int base, int count) {
        if (base < 1 || base > PORT_MAX - count + 1) {
            throw CliException.misused("--port-base: %d (expected: 1 to %d)".formatted(base, PORT_MAX - count + 1));
        }
    }

    public int grpc() {
        return of(PartKind.SERVER);
    }

    public int controlPlane() {
        return of(PartKind.CONTROLPLANE);
    }

    public int kafka() {
        return of(PartKind.KAFKA);
    }

    public int postgres() {
        return of(PartKind.POSTGRES);
    }

    public int cassandra() {
        return of(PartKind.CASSANDRA);
    }

    public int elasticMq() {
        return of(PartKind.ELASTICMQ);
    }

    public int consumerManagement() {
        return of(PartKind.CONSUMER);
    }

    /** The port on which a part serves its users. */
    public int of(PartKind part) {
        return base
                + switch (part) {
                    case SERVER -> 0;
                    case CONSUMER -> 2;
                    case WRITER -> 3;
                    case KEY_VALUE -> 5;
                    case CONTROLPLANE -> 10;
                    case KAFKA -> 20;
                    case POSTGRES -> 21;
                    case CASSANDRA -> 22;
                    case ELASTICMQ -> 23;
                    case OPENSEARCH -> 24;
                    case MEMCACHED -> 25;
                };
    }

    /** The port on which a part answers health checks, if it is one of the gateway's own. */
    public OptionalInt management(PartKind part) {
        return switch (part) {
            case SERVER -> OptionalInt.of(base + 1);
            case CONSUMER -> OptionalInt.of(base + 2);
            case WRITER -> OptionalInt.of(base + 4);
            case KEY_VALUE -> OptionalInt.of(base + 6);
            case CONTROLPLANE -> OptionalInt.of(base + 11);
            case KAFKA, POSTGRES, CASSANDRA, ELASTICMQ, OPENSEARCH, MEMCACHED -> OptionalInt.empty();
        };
    }
}
