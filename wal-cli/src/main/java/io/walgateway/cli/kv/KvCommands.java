package io.walgateway.cli.kv;

import io.walgateway.cli.terminal.Group;
import io.walgateway.cli.terminal.Terminal;
import java.time.InstantSource;
import picocli.CommandLine;

/** All commands on items of a Key-Value service. */
public final class KvCommands {

    private KvCommands() {}

    public static CommandLine group(Terminal terminal, InstantSource clock) {
        return Group.of(
                "kv",
                "Read and change items of a Key-Value service, such as ./wal up --with key-value starts.",
                new KvPut(terminal, clock),
                new KvGet(terminal),
                new KvScan(terminal),
                new KvDelete(terminal, clock),
                new KvMutate(terminal, clock),
                new KvQuery(terminal),
                new KvCheckIndex(terminal));
    }
}
