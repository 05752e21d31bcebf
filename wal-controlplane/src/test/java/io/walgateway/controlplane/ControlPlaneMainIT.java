package io.walgateway.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.controlplane.store.StoreSettings;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The process itself, with all plugins that are installed. */
class ControlPlaneMainIT {

    private static final Pattern READY =
            Pattern.compile("control plane ready: (http://[0-9.:]+), management (http://[0-9.:]+)");

    @Test
    void shouldServeInLittleMemoryAndEndWhenTold() throws Exception {
        StoreSettings store = TestPlane.emptyStore();
        Process process = start(
                "--set", "http.port=0",
                "--set", "store.url=" + store.url(),
                "--set", "store.user=" + store.user(),
                "--set", "store.password=" + store.password());
        try (BufferedReader out = process.inputReader()) {
            Matcher ready = READY.matcher(String.valueOf(out.readLine()));
            assertThat(ready.matches()).isTrue();
            TestHttp http = new TestHttp(URI.create(ready.group(1)));
            assertThat(http.put("/v1/namespaces/delay", TestDocuments.UNSERVED).status())
                    .isEqualTo(201);
            for (int i = 0; i < 40; i++) {
                assertThat(http.put("/v1/namespaces/delay", " ".repeat(10 << 20))
                                .status())
                        .isEqualTo(413);
            }
            http.send("BREW", "/v1/namespaces/delay", BodyPublishers.noBody());
            TestHttp management = new TestHttp(URI.create(ready.group(2)));
            assertThat(management.get("/health").status()).isEqualTo(200);
            assertThat(management.get("/metrics").response().body())
                    .contains("wal_controlplane_requests_seconds_count{method=\"PUT\",route=\"/v1/namespaces/{name}\"")
                    .contains("method=\"other\"")
                    .doesNotContain("BREW");
            // Not the process itself: that would close its streams here.
            process.toHandle().destroy();
            assertThat(process.waitFor(15, TimeUnit.SECONDS)).isTrue();
            assertThat(out.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void shouldRefuseBadSettingsInOneSentence() throws Exception {
        Process process = start("--set", "htpp.port=1", "--set", "store.url=jdbc:postgresql://127.0.0.1:1/none");
        String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(error.strip().lines().filter(line -> !line.startsWith("WARNING")))
                .hasSize(1)
                .first()
                .asString()
                .contains("htpp.port", "http.port");
    }

    private static Process start(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx128m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ControlPlaneMain.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }
}
