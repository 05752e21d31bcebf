package io.walgateway.standalone.up;

import io.walgateway.cli.option.DataOption;
import io.walgateway.standalone.folder.DataFolder;
import io.walgateway.standalone.folder.Layout;
import io.walgateway.standalone.folder.LocalPki;
import io.walgateway.standalone.folder.Ports;
import io.walgateway.standalone.part.PartKind;
import java.util.List;

/** The screen that a person sees when everything is ready: the addresses, and the first things to try. */
final class Welcome {

    private Welcome() {}

    static String screen(Blueprint blueprint, String elapsed) {
        return """

                WAL Gateway is ready, after %s.

                %s%s  data            %s

                Namespaces to try
                  quickstart      delivers to the Kafka topic quickstart-out%s
                %s
                Write (the payload is base64; this one says hello)
                %s

                Or without other tools, in another terminal
                  ./wal write%s quickstart hello
                  ./wal read%s quickstart-out
                %s  ./wal status%s
                  ./wal down%s
                """.formatted(
                        elapsed,
                        addresses(blueprint),
                        optional(blueprint),
                        blueprint.data().path(),
                        blueprint.composition().regions().isEmpty() ? "" : " of the region where it is written",
                        orders(blueprint),
                        calls(blueprint).indent(2).stripTrailing(),
                        dataOption(blueprint),
                        dataOption(blueprint),
                        region(blueprint),
                        dataOption(blueprint),
                        dataOption(blueprint));
    }

    /** How tools write, and in a secure stack, how they ask. */
    private static String calls(Blueprint blueprint) {
        Ports ports = blueprint.layout().shared();
        if (!blueprint.isSecure()) {
            return """
                    buf curl --protocol grpc --http2-prior-knowledge -d '{"namespace":"quickstart","payload":"aGVsbG8="}' http://127.0.0.1:%1$d/wal.v1.WalService/WriteToLog
                    grpcurl -plaintext -d '{"namespace":"quickstart","payload":"aGVsbG8="}' 127.0.0.1:%1$d wal.v1.WalService/WriteToLog
                    """.formatted(ports.grpc());
        }
        LocalPki pki = new LocalPki(blueprint.data());
        return """
                buf curl --protocol grpc --cacert %1$s --cert %2$s --key %3$s -d '{"namespace":"quickstart","payload":"aGVsbG8="}' https://127.0.0.1:%4$d/wal.v1.WalService/WriteToLog
                grpcurl -cacert %1$s -cert %2$s -key %3$s -d '{"namespace":"quickstart","payload":"aGVsbG8="}' 127.0.0.1:%4$d wal.v1.WalService/WriteToLog
                curl --cacert %1$s --cert %2$s --key %3$s https://127.0.0.1:%5$d/v1/namespaces
                """.formatted(
                        quoted(pki.authority().toString()),
                        quoted(pki.operatorCertificate().toString()),
                        quoted(pki.operatorKey().toString()),
                        ports.grpc(),
                        ports.controlPlane());
    }

    private static String addresses(Blueprint blueprint) {
        Layout layout = blueprint.layout();
        Ports ports = layout.shared();
        if (!layout.regions().isEmpty()) {
            StringBuilder lines =
                    new StringBuilder("  control plane   %s://127.0.0.1:%d/v1/namespaces   described in /openapi.yaml%n"
                            .formatted(blueprint.scheme(), ports.controlPlane()));
            lines.append("  PostgreSQL      127.0.0.1:%d%n".formatted(ports.postgres()));
            layout.regions().forEach(region -> lines.append(address(region, layout.of(region))));
            return lines.toString();
        }
        return """
                  gRPC            127.0.0.1:%d   wal.v1.WalService, with reflection
                  control plane   %s://127.0.0.1:%d/v1/namespaces   described in /openapi.yaml
                  health, metrics %s://127.0.0.1:%d/health (server), :%d (consumer), :%d (control plane); /metrics
                  Kafka           127.0.0.1:%d   every cluster name that a namespace uses is this broker
                  PostgreSQL      127.0.0.1:%d
                """.formatted(
                        ports.grpc(),
                        blueprint.scheme(),
                        ports.controlPlane(),
                        blueprint.scheme(),
                        ports.management(PartKind.SERVER).orElseThrow(),
                        ports.consumerManagement(),
                        ports.management(PartKind.CONTROLPLANE).orElseThrow(),
                        ports.kafka(),
                        ports.postgres());
    }

    private static String address(String region, Ports ports) {
        return "  %-15s gRPC 127.0.0.1:%d, Kafka :%d, memcached :%d, writer :%d%n"
                .formatted(
                        region, ports.grpc(), ports.kafka(), ports.of(PartKind.MEMCACHED), ports.of(PartKind.WRITER));
    }

    private static String optional(Blueprint blueprint) {
        Ports ports = blueprint.layout().shared();
        StringBuilder lines = new StringBuilder();
        for (PartKind kind : List.of(
                PartKind.CASSANDRA, PartKind.ELASTICMQ, PartKind.OPENSEARCH, PartKind.MEMCACHED, PartKind.KEY_VALUE)) {
            boolean listed =
                    kind != PartKind.MEMCACHED || blueprint.layout().regions().isEmpty();
            if (blueprint.has(kind) && listed) {
                lines.append("  %-15s %s%n".formatted(kind.purpose(), optional(kind, ports.of(kind))));
            }
        }
        return lines.toString();
    }

    private static String optional(PartKind kind, int port) {
        String address = "127.0.0.1:" + port;
        return switch (kind) {
            case CASSANDRA -> address + "   datacenter1";
            case ELASTICMQ -> "http://" + address + "   SQS; any credentials, region us-east-1";
            case OPENSEARCH -> "http://" + address + "   the cluster default, without users";
            case MEMCACHED -> address + "   the cache default";
            case KEY_VALUE -> address + "   gRPC kv.v1; ./wal kv --help";
            case KAFKA, POSTGRES, CONTROLPLANE, SERVER, CONSUMER, WRITER -> address;
        };
    }

    private static String orders(Blueprint blueprint) {
        return blueprint.has(PartKind.CASSANDRA) ? """
                  orders          delivers to the Cassandra table shop.orders, in order for each key:
                                  ./wal write%s orders '{"id":"o-1","status":"paid","total":9.5}' --key o-1
                """.formatted(dataOption(blueprint)) : "";
    }

    private static String region(Blueprint blueprint) {
        List<String> regions = blueprint.layout().regions();
        return regions.isEmpty()
                ? ""
                : "  ./wal region slow %s %s%s\n".formatted(regions.get(0), regions.get(1), dataOption(blueprint))
                        + "  ./wal example replication%s\n".formatted(dataOption(blueprint));
    }

    private static String dataOption(Blueprint blueprint) {
        return blueprint.data().equals(new DataFolder(DataOption.ofCheckout()))
                ? ""
                : " --data " + quoted(blueprint.data().path().toString());
    }

    /** Quoted so that a shell takes it as one word. */
    static String quoted(String word) {
        return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
