package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.TopicReader;
import io.walgateway.it.system.Topics;
import io.walgateway.it.system.WalSystem;
import io.walgateway.proto.v1.KafkaTarget;
import io.walgateway.proto.v1.Lifecycle;
import io.walgateway.proto.v1.PluginTarget;
import io.walgateway.proto.v1.Target;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.testkit.component.Components;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Writes that are wrong. Enforces promise 11: each gets a clear error, changes nothing and stops nothing. */
class BadWritesIT {
    private static final java.time.Duration PATIENCE = java.time.Duration.ofMinutes(2);

    private record Bad(WriteToLogRequest.Builder request, Status.Code code, List<String> told) {}

    private final WalSystem system = WalSystem.running();
    private final String name = Components.uniqueName("bad");
    private final String topic = name + "-out";

    @Test
    void shouldRefuseEachAndAppendNone() throws Exception {
        Topics.create(system, topic, 1);
        var appended = new CopyOnWriteArrayList<ConsumerRecord<byte[], byte[]>>();
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system)) {
            operator.put(
                    name,
                    NamespaceDocuments.document(
                            NamespaceDocuments.topicTarget(topic), "\"limits\": {\"payload-bytes-max\": \"1MiB\"}"));
            gateway.awaitTrue(good().build(), PATIENCE);
            for (Bad bad : bad()) {
                assertRefused(gateway, bad);
            }
            gateway.awaitTrue(good().build(), PATIENCE);
            try (TopicReader reader = TopicReader.open(system.kafka().bootstrapServers(), name, appended)) {
                reader.awaitEnd(PATIENCE);
            }
            assertThat(appended).hasSize(2);
        }
    }

    @Test
    void shouldOutliveGarbageOnItsPort() throws Exception {
        Random random = new Random(7);
        for (int size : List.of(1, 24, 1_000, 100_000)) {
            byte[] garbage = new byte[size];
            random.nextBytes(garbage);
            assertThat(endsAfter(garbage)).isTrue();
        }
        byte[] preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\377\377\377\377\377\377\377\377\377"
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(endsAfter(preface)).isTrue();

        Topics.create(system, topic, 1);
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system)) {
            operator.put(name, NamespaceDocuments.toTopic(topic));
            gateway.awaitTrue(good().build(), PATIENCE);
        }
    }

    private List<Bad> bad() {
        Lifecycle.Builder negative =
                Lifecycle.newBuilder().setDelay(Duration.newBuilder().setSeconds(-5));
        Lifecycle.Builder beyond =
                Lifecycle.newBuilder().setDelay(Duration.newBuilder().setSeconds(3601));
        Target.Builder topicless = Target.newBuilder().setKafka(KafkaTarget.newBuilder());
        Target.Builder strange = Target.newBuilder()
                .setPlugin(PluginTarget.newBuilder().setType("fax").putProperties("number", "1"));
        return List.of(
                new Bad(
                        good().setNamespace("nobody-has-made-it"),
                        Status.Code.NOT_FOUND,
                        List.of("nobody-has-made-it")),
                new Bad(good().setNamespace(""), Status.Code.INVALID_ARGUMENT, List.of("namespace")),
                new Bad(
                        good().setPayload(ByteString.copyFrom(new byte[2 << 20])),
                        Status.Code.INVALID_ARGUMENT,
                        List.of("payload", "2097152", "1048576")),
                new Bad(
                        good().setLifecycle(negative),
                        Status.Code.INVALID_ARGUMENT,
                        List.of("lifecycle.delay", "-5", ">= 0")),
                new Bad(
                        good().setLifecycle(beyond),
                        Status.Code.INVALID_ARGUMENT,
                        List.of("lifecycle.delay", "delay-max")),
                new Bad(good().setTarget(topicless), Status.Code.INVALID_ARGUMENT, List.of("target.kafka.topic")),
                new Bad(good().setTarget(Target.newBuilder()), Status.Code.INVALID_ARGUMENT, List.of("target")),
                new Bad(
                        good().setTarget(strange),
                        Status.Code.INVALID_ARGUMENT,
                        List.of("target.plugin.type", "fax", "kafka")));
    }

    private static void assertRefused(Gateway gateway, Bad bad) {
        StatusRuntimeException refusal = catchThrowableOfType(
                StatusRuntimeException.class, () -> gateway.write(bad.request().build()));
        assertThat(refusal).as("%s", bad.told()).isNotNull();
        assertThat(refusal.getStatus().getCode()).as(refusal.toString()).isEqualTo(bad.code());
        assertThat(refusal.getStatus().getDescription()).contains(bad.told());
    }

    /** Whether the server closes the connection, by itself, without an answer that never ends. */
    private boolean endsAfter(byte[] garbage) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), system.grpcPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(garbage);
            socket.shutdownOutput();
            InputStream answer = socket.getInputStream();
            return answer.readNBytes(1 << 20).length < 1 << 20;
        } catch (java.net.SocketException closedOnUs) {
            return true;
        }
    }

    private WriteToLogRequest.Builder good() {
        return Gateway.request(name, "good");
    }
}
