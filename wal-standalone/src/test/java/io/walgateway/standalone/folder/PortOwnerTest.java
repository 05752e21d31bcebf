package io.walgateway.standalone.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortOwnerTest {

    /** Port 7070 is 1B9E: one listens there, one is connected to it. */
    private static final String TABLE = """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 0100007F:1B9E 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 777 1 0 100 0 0 10 0
               1: 0100007F:1B9E 0100007F:8000 01 00000000:00000000 00:00000000 00000000     0        0 888 1 0 100 0 0 10 0
            """;

    @TempDir
    Path proc;

    @BeforeEach
    void fill() throws IOException {
        Files.createDirectories(proc.resolve("net"));
        Files.writeString(proc.resolve("net").resolve("tcp"), TABLE);
        process("11", "connected", "socket:[888]");
        process("12", "java", "socket:[777]");
    }

    @Test
    void shouldNameTheProcessThatListens() {
        assertThat(new PortOwner(proc).describe(7070)).isEqualTo("process 12 (java)");
    }

    @Test
    void shouldKnowNobodyWhereNobodyListens() {
        assertThat(new PortOwner(proc).describe(7071)).isEmpty();
    }

    @Test
    void shouldKnowNobodyWhereTheSystemTellsNothing() {
        assertThat(new PortOwner(proc.resolve("absent")).describe(7070)).isEmpty();
    }

    private void process(String pid, String command, String socket) throws IOException {
        Path files = Files.createDirectories(proc.resolve(pid).resolve("fd"));
        Files.createSymbolicLink(files.resolve("4"), Path.of(socket));
        Files.writeString(proc.resolve(pid).resolve("comm"), command + "\n");
    }
}
