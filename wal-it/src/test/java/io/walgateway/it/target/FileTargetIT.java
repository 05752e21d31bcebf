package io.walgateway.it.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.WalSystem;
import io.walgateway.testkit.component.Components;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kind of target that the project knows nothing of is as good as its own, with a directory and a line in a list. */
class FileTargetIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final WalSystem system = WalSystem.running();
    private final String name = Components.uniqueName("filed");

    @TempDir
    private Path folder;

    @Test
    void shouldDeliverInOrderOnceTheFileIsThere() throws Exception {
        Path file = folder.resolve("orders");
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system)) {
            assertThat(operator.send("PUT", "/v1/namespaces/" + name, document("orders"))
                            .body())
                    .contains("/config/target/path", "an absolute path");
            operator.put(name, document(file.toString()));
            for (String payload : new String[] {"first", "second", "third"}) {
                gateway.awaitTrue(
                        Gateway.request(name, payload)
                                .setOrderingKey(ByteString.copyFromUtf8("k"))
                                .build(),
                        PATIENCE);
            }
            Files.createFile(file);
            await().atMost(PATIENCE).until(() -> Files.readAllLines(file).size() >= 3);
            assertThat(Files.readAllLines(file).stream().distinct()).containsExactly("first", "second", "third");
        }
    }

    private static String document(String path) {
        return NamespaceDocuments.document(
                "{\"type\": \"file\", \"path\": \"%s\"}".formatted(path), "\"ordering\": \"key\"");
    }
}
