package io.walgateway.standalone.folder;

import io.walgateway.cli.terminal.CliException;
import io.walgateway.standalone.part.PartName;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ports of the whole stack, computed from one number.
 *
 * @param base the gRPC port
 */
public record Ports(int base) {

    public static final int BASE_DEFAULT = 7070;

    private static final int CASSANDRA_OFFSET = 22;
    private static final int ELASTICMQ_OFFSET = 23;
    private static final int PORT_MAX = 65_535;

    public Ports {
        if (base < 1 || base > PORT_MAX - ELASTICMQ_OFFSET) {
            throw CliException.misused(
                    "--port-base: %d (expected: 1 to %d)".formatted(base, PORT_MAX - ELASTICMQ_OFFSET));
        }
    }

    public int grpc() {
        return base;
    }

    public int serverManagement() {
        return base + 1;
    }

    public int consumerManagement() {
        return base + 2;
    }

    public int controlPlane() {
        return base + 10;
    }

    public int controlPlaneManagement() {
        return base + 11;
    }

    public int kafka() {
        return base + 20;
    }

    public int postgres() {
        return base + 21;
    }

    public int cassandra() {
        return base + CASSANDRA_OFFSET;
    }

    public int elasticMq() {
        return base + ELASTICMQ_OFFSET;
    }

    /** The port on which a part serves its users. */
    public int of(PartName part) {
        return switch (part) {
            case KAFKA -> kafka();
            case POSTGRES -> postgres();
            case CASSANDRA -> cassandra();
            case ELASTICMQ -> elasticMq();
            case CONTROLPLANE -> controlPlane();
            case SERVER -> grpc();
            case CONSUMER -> consumerManagement();
        };
    }

    /** The ports on which the gateway's own processes answer health checks. */
    public Map<PartName, Integer> management() {
        Map<PartName, Integer> ports = new EnumMap<>(PartName.class);
        ports.put(PartName.CONTROLPLANE, controlPlaneManagement());
        ports.put(PartName.SERVER, serverManagement());
        ports.put(PartName.CONSUMER, consumerManagement());
        return ports;
    }

    /** All ports that must be free, each with its purpose. */
    public Map<Integer, String> uses(boolean withCassandra) {
        Map<Integer, String> uses = new LinkedHashMap<>();
        uses.put(grpc(), "gRPC");
        uses.put(serverManagement(), "the server's management");
        uses.put(consumerManagement(), "the consumer's management");
        uses.put(controlPlane(), "the control plane");
        uses.put(controlPlaneManagement(), "the control plane's management");
        uses.put(kafka(), "Kafka");
        uses.put(postgres(), "PostgreSQL");
        uses.put(elasticMq(), "ElasticMQ");
        if (withCassandra) {
            uses.put(cassandra(), "Cassandra");
        }
        return uses;
    }
}
