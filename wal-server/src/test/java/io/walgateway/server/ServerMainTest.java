package io.walgateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ServerMainTest {

    @Test
    void shouldExplainItself() {
        StringWriter out = new StringWriter();
        int exit =
                new CommandLine(new ServerMain()).setOut(new PrintWriter(out)).execute("--help");
        assertThat(exit).isZero();
        assertThat(out.toString()).contains("--config=FILE", "--set=KEY=VALUE", "--shard");
    }

    @Test
    void shouldEndWithTwoOnBadSettings() {
        assertThat(new CommandLine(new ServerMain()).execute("--set", "grpc.prot=1"))
                .isEqualTo(2);
        assertThat(new CommandLine(new ServerMain()).execute("--set", "grpc.port=x"))
                .isEqualTo(2);
        assertThat(new CommandLine(new ServerMain()).execute("--config", "/does/not/exist.yaml"))
                .isEqualTo(2);
    }
}
