package io.walgateway.standalone.up;

import io.walgateway.cli.option.DataOption;
import io.walgateway.standalone.folder.DataFolder;
import io.walgateway.standalone.folder.Ports;

/** The screen that a person sees when everything is ready: the addresses, and the first things to try. */
final class Welcome {

    private Welcome() {}

    static String screen(Blueprint blueprint, String elapsed) {
        Ports ports = blueprint.ports();
        return """

                WAL Gateway is ready, after %s.

                  gRPC            127.0.0.1:%d   wal.v1.WalService, with reflection
                  control plane   http://127.0.0.1:%d/v1/namespaces   described in /openapi.yaml
                  health, metrics http://127.0.0.1:%d/health (server), :%d (consumer), :%d (control plane); /metrics
                  Kafka           127.0.0.1:%d   every cluster name that a namespace uses is this broker
                  PostgreSQL      127.0.0.1:%d
                %s  data            %s

                Namespaces to try
                  quickstart      delivers to the Kafka topic quickstart-out
                %s
                Write (the payload is base64; this one says hello)
                  buf curl --protocol grpc --http2-prior-knowledge -d '{"namespace":"quickstart","payload":"aGVsbG8="}' http://127.0.0.1:%d/wal.v1.WalService/WriteToLog
                  grpcurl -plaintext -d '{"namespace":"quickstart","payload":"aGVsbG8="}' 127.0.0.1:%d wal.v1.WalService/WriteToLog

                Or without other tools, in another terminal
                  ./wal write%s quickstart hello
                  ./wal read%s quickstart-out
                  ./wal status%s
                  ./wal down%s
                """.formatted(
                        elapsed,
                        ports.grpc(),
                        ports.controlPlane(),
                        ports.serverManagement(),
                        ports.consumerManagement(),
                        ports.controlPlaneManagement(),
                        ports.kafka(),
                        ports.postgres(),
                        cassandra(blueprint) + elasticMq(ports),
                        blueprint.data().path(),
                        orders(blueprint),
                        ports.grpc(),
                        ports.grpc(),
                        dataOption(blueprint),
                        dataOption(blueprint),
                        dataOption(blueprint),
                        dataOption(blueprint));
    }

    private static String cassandra(Blueprint blueprint) {
        return blueprint.withCassandra()
                ? "  Cassandra       127.0.0.1:%d   datacenter1%n"
                        .formatted(blueprint.ports().cassandra())
                : "";
    }

    private static String elasticMq(Ports ports) {
        return "  ElasticMQ       http://127.0.0.1:%d   SQS; any credentials, region us-east-1%n"
                .formatted(ports.elasticMq());
    }

    private static String orders(Blueprint blueprint) {
        return blueprint.withCassandra() ? """
                  orders          delivers to the Cassandra table shop.orders, in order for each key:
                                  ./wal write%s orders '{"id":"o-1","status":"paid","total":9.5}' --key o-1
                """.formatted(dataOption(blueprint)) : "";
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
