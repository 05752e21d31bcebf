package io.walgateway.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.walgateway.cli.rest.CommandTls;
import io.walgateway.cli.rest.ControlPlane;
import io.walgateway.cli.rest.UnreachableException;
import io.walgateway.core.tls.TlsFileSet;
import io.walgateway.standalone.folder.DataFolder;
import io.walgateway.standalone.folder.LocalPki;
import io.walgateway.standalone.up.Samples;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A stack that speaks TLS alone, with certificates on both sides. */
@Timeout(600)
class SecureIT {
    @TempDir
    Path temporary;

    @AfterEach
    void end() {
        wal("down");
    }

    @Test
    void shouldEncryptEverythingAndKnowNobodyWithoutACertificate() {
        int portBase = WalCommands.freePortBase();
        WalCommands.Result up =
                wal("up", "--secure", "--detach", "--no-cassandra", "--port-base", Integer.toString(portBase));
        assertThat(up.text()).contains("WAL Gateway is ready", "namespace quickstart created", "grpcurl -cacert ");
        await().untilAsserted(() -> {
            WalCommands.Result status = wal("status");
            assertThat(status.exitCode()).as(status.text()).isZero();
        });

        await().untilAsserted(() ->
                assertThat(wal("write", "quickstart", "hello").text()).startsWith("TRUE "));
        await().untilAsserted(() ->
                assertThat(wal("read", Samples.QUICKSTART_TOPIC).text().lines()).containsOnly("hello"));
        assertThat(wal("status", "quickstart").exitCode()).isZero();
        assertThat(wal("namespace", "list").text()).contains("quickstart", "spiffe://local/operator");
        assertThat(wal("doctor", "--tls").text()).contains("Nothing is wrong with the files of TLS.");

        URI rest = URI.create("https://127.0.0.1:" + (portBase + 10));
        LocalPki pki = new LocalPki(new DataFolder(temporary));
        TlsFileSet trustAlone = new TlsFileSet(Optional.empty(), Optional.empty(), Optional.of(pki.authority()));
        ControlPlane nobody = new ControlPlane(rest, Optional.of(new CommandTls(trustAlone).https()));
        assertThatThrownBy(() -> nobody.get("/v1/namespaces")).isInstanceOf(UnreachableException.class);
        assertThat(wal("write", "--server", "127.0.0.1:" + portBase, "quickstart", "plain")
                        .exitCode())
                .isNotZero();
        // A change by the operator, who is its author and names none.
        WalCommands.Result deleted = wal("namespace", "delete", "quickstart", "--pending", "discard");
        assertThat(deleted.exitCode()).as(deleted.text()).isZero();
    }

    private WalCommands.Result wal(String... arguments) {
        return new WalCommands(Objects.requireNonNull(temporary)).run(arguments);
    }
}
