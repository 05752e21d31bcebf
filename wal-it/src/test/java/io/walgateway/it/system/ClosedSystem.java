package io.walgateway.it.system;

import io.walgateway.core.identity.TokenLine;
import io.walgateway.local.port.FreePorts;
import io.walgateway.local.postgres.PostgresServer;
import io.walgateway.local.process.JavaProgram;
import io.walgateway.standalone.part.JvmOptions;
import io.walgateway.testkit.component.Components;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A control plane and a server that ask each caller for an identity, on the Kafka and the PostgreSQL of the system that all
 * tests share. Callers have static tokens.
 */
public final class ClosedSystem implements AutoCloseable {
    private final Path directory = Components.ownDirectory("closed").toAbsolutePath();
    private final Map<String, String> tokens = new HashMap<>();
    private final int restPort = FreePorts.next();
    private final int grpcPort = FreePorts.next();
    private final JavaProgram controlPlane;
    private final JavaProgram server;

    /** @param names of the callers; {@code root} may do everything at the control plane, {@code server} sees the documents */
    public ClosedSystem(WalSystem system, List<String> names) throws IOException, SQLException {
        Files.createDirectories(directory);
        StringBuilder lines = new StringBuilder();
        for (String name : names) {
            TokenLine.Issued issued = TokenLine.issue(name, new SecureRandom());
            tokens.put(name, issued.token());
            lines.append(issued.line()).append('\n');
        }
        Files.writeString(directory.resolve("tokens"), lines);
        Files.writeString(directory.resolve("server.token"), token("server"));
        controlPlane = program(
                "controlplane",
                "io.walgateway.controlplane.ControlPlaneMain",
                """
                http.port: %d
                management.port: 0
                access.roles:
                  root: {principal: "token:root", role: admin}
                  server: {principal: "token:server", role: viewer, shard: default}
                store: {url: "%s", user: "%s", password: "%s"}
                """.formatted(
                                        restPort,
                                        store(system.postgres()),
                                        system.postgres().user(),
                                        system.postgres().password())
                        + shared(system));
        server = program(
                "server",
                "io.walgateway.server.ServerMain",
                """
                grpc.port: %d
                management.port: 0
                catalog:
                  control-plane: {url: "http://127.0.0.1:%d", token-file: "%s"}
                  cache-dir: "%s"
                """.formatted(grpcPort, restPort, directory.resolve("server.token"), directory.resolve("catalog"))
                        + shared(system));
        controlPlane.start();
        server.start();
    }

    public URI rest() {
        return URI.create("http://127.0.0.1:" + restPort);
    }

    public int grpcPort() {
        return grpcPort;
    }

    /** The token of a caller. */
    public String token(String name) {
        return Objects.requireNonNull(tokens.get(name), name);
    }

    /** All that both processes have logged. */
    public String logs() throws IOException {
        return Files.readString(controlPlane.logFile()) + Files.readString(server.logFile());
    }

    @Override
    public void close() {
        server.stop();
        controlPlane.stop();
    }

    private String shared(WalSystem system) {
        return """
                identity.tokens-file: "%s"
                kafka.clusters:
                  "*": {bootstrap.servers: "%s"}
                """.formatted(directory.resolve("tokens"), system.kafka().bootstrapServers());
    }

    private JavaProgram program(String name, String mainClass, String settings) throws IOException {
        Path file = Files.writeString(directory.resolve(name + ".yaml"), settings);
        return JavaProgram.in(
                directory.resolve(name),
                name,
                JvmOptions.OF_SHORT_LIVED_PARTS,
                mainClass,
                List.of("--config", file.toString()));
    }

    private static String store(PostgresServer postgres) throws SQLException {
        String schema = Components.uniqueName("closed");
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
        }
        return postgres.jdbcUrl() + (postgres.jdbcUrl().contains("?") ? "&" : "?") + "currentSchema=" + schema;
    }
}
