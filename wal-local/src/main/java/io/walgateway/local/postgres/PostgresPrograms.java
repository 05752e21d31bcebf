package io.walgateway.local.postgres;

import io.walgateway.local.process.ComponentClasspath;
import io.walgateway.local.process.Directories;
import io.walgateway.local.process.Tool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** PostgreSQL's programs, run under the chosen account, on one server's files. */
record PostgresPrograms(PostgresBinaries binaries, ServerAccount account, PostgresFiles files, Tool tool) {

    static PostgresPrograms of(PostgresFiles files, ServerAccount account, Tool tool) {
        Path cache = switch (account) {
            case ServerAccount.Own _, ServerAccount.UserNamespace _ ->
                Directories.cache().orElse(files.directory());
            // The user nobody cannot read root's home.
            case ServerAccount.Nobody _ -> files.directory();
        };
        PostgresBinaries binaries =
                PostgresBinaries.in(Directories.make(cache), ComponentClasspath.of("postgresql"), tool);
        return new PostgresPrograms(binaries, account, files, tool);
    }

    /** Gives the files to the account, and creates the data directory with the database if there is none. */
    void prepare(String user, String database) {
        if (account instanceof ServerAccount.Nobody) {
            run(
                    List.of(
                            "chown",
                            "-R",
                            ServerAccount.Nobody.UID,
                            files.directory().toString()),
                    Tool.Input.NONE);
        }
        if (!Files.isDirectory(files.data())) {
            initialise(user, database);
        }
    }

    List<String> serverCommand() {
        return account.run(List.of(
                binaries.program("postgres"),
                "-D",
                files.data().toString(),
                "-c",
                "config_file=" + files.directory().resolve("postgresql.conf")));
    }

    private void initialise(String user, String database) {
        Path data = files.unfinishedData();
        Directories.remove(data);
        run(
                account.run(List.of(
                        binaries.program("initdb"),
                        "--pgdata=" + data,
                        "--username=" + user,
                        "--pwfile=" + files.passwordFile(),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C")),
                Tool.Input.NONE);
        run(
                account.run(List.of(binaries.program("postgres"), "--single", "-D", data.toString(), "postgres")),
                Tool.Input.of(new ByteArrayInputStream(
                        ("CREATE DATABASE " + database + ";\n").getBytes(StandardCharsets.UTF_8))));
        try {
            Directories.publish(data, files.data());
        } catch (IOException e) {
            throw new UncheckedIOException(files.data() + " could not be put in place", e);
        }
    }

    private void run(List<String> command, Tool.Input input) {
        tool.run(command, Map.of(), input);
    }
}
