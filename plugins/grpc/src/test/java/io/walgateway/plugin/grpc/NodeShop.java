package io.walgateway.plugin.grpc;

import io.walgateway.local.node.NodeGrpcServer;
import io.walgateway.testkit.component.Components;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An application that is not written in Java. */
final class NodeShop implements AutoCloseable {
    private final Path directory = Components.ownDirectory("shop");
    private final NodeGrpcServer server = Components.ownNodeGrpcServer(
            Path.of("src/test/node"),
            directory,
            Map.of(
                    "PROTO",
                    Path.of("../../proto/src/main/proto").toAbsolutePath().toString()));

    NodeGrpcServer server() {
        return server;
    }

    int port() {
        return server.port();
    }

    /** What it received, a line of JSON each. */
    List<String> received(String marker) {
        Path file = directory.resolve("received.log");
        try {
            return Files.exists(file)
                    ? Files.readString(file)
                            .lines()
                            .filter(line -> line.contains("\"marker\":\"" + marker + "\""))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
