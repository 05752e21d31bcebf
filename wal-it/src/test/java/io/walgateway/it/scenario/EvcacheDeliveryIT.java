package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.WalSystem;
import io.walgateway.proto.v1.CacheMutation;
import io.walgateway.proto.v1.CacheOperation;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.testkit.component.Components;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sample of a cache: it is away when the writes come, and has the last one of each key when it is back. */
class EvcacheDeliveryIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final WalSystem system = WalSystem.running();
    private final String name = Components.uniqueName("profiles");

    @AfterEach
    void stop() {
        system.memcached().stop();
    }

    @Test
    void shouldApplyChangesInOrderToACacheThatComesLate() throws Exception {
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system)) {
            operator.put(name, NamespaceDocuments.sample("profiles"));
            gateway.awaitTrue(json("7", "first"), PATIENCE);
            gateway.awaitTrue(json("7", "second"), PATIENCE);
            gateway.awaitTrue(json("8", "gone"), PATIENCE);
            gateway.awaitTrue(delete("8"), PATIENCE);
            gateway.awaitTrue(json("9", "last"), PATIENCE);
            system.memcached().start();
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(get("7") + get("8") + get("9")).isEqualTo("second-last"));
        }
    }

    private WriteToLogRequest json(String key, String text) {
        return Gateway.request(name, """
                        {"operation": "CACHE_OPERATION_SET", "key": "%s", "text": "%s", "ttlSeconds": 3600}
                        """.formatted(key, text).strip())
                .setOrderingKey(ByteString.copyFromUtf8(key))
                .build();
    }

    private WriteToLogRequest delete(String key) {
        return Gateway.request(name, "")
                .setPayload(CacheMutation.newBuilder()
                        .setOperation(CacheOperation.CACHE_OPERATION_DELETE)
                        .setKey(key)
                        .build()
                        .toByteString())
                .setOrderingKey(ByteString.copyFromUtf8(key))
                .build();
    }

    /** The value; {@code -} if there is none. */
    private String get(String key) {
        try (Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(),
                        system.memcached().address().getPort());
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.getOutputStream()
                    .write("get profiles:%s\r\nquit\r\n".formatted(key).getBytes(StandardCharsets.UTF_8));
            String found = in.readLine();
            return found != null && found.startsWith("VALUE") ? String.valueOf(in.readLine()) : "-";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
