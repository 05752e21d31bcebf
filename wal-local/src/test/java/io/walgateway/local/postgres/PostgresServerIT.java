package io.walgateway.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.walgateway.local.port.FreePorts;
import io.walgateway.local.process.ComponentClasspath;
import io.walgateway.local.process.Executables;
import io.walgateway.local.process.Launch;
import io.walgateway.local.process.LogFile;
import io.walgateway.local.process.ServerProcess;
import io.walgateway.local.process.Signal;
import io.walgateway.local.process.Template;
import io.walgateway.local.process.Tool;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {

    @TempDir
    Path directory;

    @Test
    void shouldKeepCommittedRowsOverKillAndStop() throws Exception {
        int port;
        try (PostgresServer server = PostgresServer.in(directory, 0)) {
            server.start();
            execute(server, "CREATE TABLE writes (id int)");
            execute(server, "INSERT INTO writes SELECT generate_series(1, 1000)");
            try (Connection open = connect(server)) {
                assertThat(open.isValid(1)).isTrue();
                server.kill();
            }
            assertThat(server.isRunning()).isFalse();
            server.start();
            assertThat(rows(server)).isEqualTo(1_000);
            port = server.port();
        }
        try (PostgresServer another = PostgresServer.in(directory, port)) {
            another.start();
            assertThat(rows(another)).isEqualTo(1_000);
        }
    }

    @Test
    void shouldStartAgainAfterSomebodyElseKilledTheServerProcessAlone() throws Exception {
        try (PostgresServer server = PostgresServer.in(directory, 0)) {
            server.start();
            try (Connection open = connect(server)) {
                assertThat(open.isValid(1)).isTrue();
                ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
                process.destroyForcibly();
                process.onExit().join();
                server.start();
            }
            execute(server, "CREATE TABLE writes (id int)");
            assertThat(rows(server)).isZero();
        }
    }

    @Test
    void shouldStopAlthoughAClientIsConnectedAndTheServerIsSuspended() throws Exception {
        try (PostgresServer server = PostgresServer.in(directory, 0)) {
            server.start();
            try (Connection open = connect(server)) {
                assertThat(open.isValid(1)).isTrue();
                server.suspend();
                assertThat(server.isRunning()).isTrue();
                server.stop();
            }
            assertThat(server.isRunning()).isFalse();
            assertThat(new LogFile(server.logFile()).tail(0))
                    .noneMatch(line -> line.contains("not properly shut down"));
        }
    }

    @Test
    void shouldAskForThePassword() {
        try (PostgresServer server = PostgresServer.in(directory, 0)) {
            server.start();
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), server.user(), "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void shouldReadPackedBinariesForAsManyAsUnpackThemAtOnce() {
        Tool tool = new Tool(directory, new LogFile(directory.resolve("log")));
        ComponentClasspath classpath = ComponentClasspath.of("postgresql");
        assertThat(LongStream.range(0, 2)
                        .parallel()
                        .mapToObj(i -> PostgresBinaries.in(directory, classpath, tool))
                        .toList())
                .allSatisfy(binaries ->
                        assertThat(Path.of(binaries.program("postgres"))).isExecutable());
        assertThat(directory).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void shouldRunAsNobodyWhereARootMayNotHaveUserNamespaces() {
        Executables executables = Executables.of(System.getenv());
        Optional<ServerAccount> nobody = executables.find("setpriv").map(ServerAccount.Nobody::new);
        assumeTrue("root".equals(System.getProperty("user.name")) && nobody.isPresent(), "not root, or no setpriv");
        PostgresFiles files = new PostgresFiles(directory);
        assertThat(files.password()).isNotBlank();
        ServerProcess process = new ServerProcess("postgresql", directory, executables);
        PostgresPrograms programs = PostgresPrograms.of(files, nobody.get(), new Tool(directory, process.log()));
        Template.resource(PostgresServer.class, "postgresql.conf")
                .with("port", FreePorts.next())
                .renderTo(directory.resolve("postgresql.conf"));
        programs.prepare("wal", "wal");
        process.start(
                new Launch(programs.serverCommand(), Map.of(), Signal.INT, Duration.ofMinutes(1), files::isReady));
        assertThat(ProcessHandle.of(process.pid())
                        .flatMap(handle -> handle.info().user()))
                .contains("nobody");
        process.stop();
    }

    private static int rows(PostgresServer server) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM writes")) {
            assertThat(result.next()).isTrue();
            return result.getInt(1);
        }
    }

    private static void execute(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(PostgresServer server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
    }
}
