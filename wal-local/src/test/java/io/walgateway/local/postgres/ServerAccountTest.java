package io.walgateway.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.local.process.Executables;
import io.walgateway.local.process.LogFile;
import io.walgateway.local.process.Tool;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerAccountTest {

    @TempDir
    Path directory;

    @Test
    void shouldNeverRunAsRoot() {
        Tool tool = new Tool(directory, new LogFile(directory.resolve("log")));
        ServerAccount account = ServerAccount.choose(Executables.of(System.getenv()), tool);
        tool.run(account.run(List.of("id", "-u")), Map.of(), Tool.Input.NONE);
        assertThat(tool.log().tail(0).getLast()).isNotEqualTo("0");
    }

    @Test
    void shouldWrapTheCommandOnly() {
        List<String> command = List.of("postgres", "-D", "data");
        assertThat(new ServerAccount.Own().run(command)).isEqualTo(command);
        assertThat(new ServerAccount.UserNamespace(Path.of("/usr/bin/unshare")).run(command))
                .containsExactly("/usr/bin/unshare", "-U", "postgres", "-D", "data");
        assertThat(new ServerAccount.Nobody(Path.of("/usr/bin/setpriv")).run(command))
                .startsWith("/usr/bin/setpriv")
                .endsWith("postgres", "-D", "data");
    }
}
