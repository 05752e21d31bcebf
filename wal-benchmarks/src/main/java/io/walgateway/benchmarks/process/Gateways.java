package io.walgateway.benchmarks.process;

import io.walgateway.local.port.FreePorts;
import io.walgateway.local.process.JavaProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Starts the gateway's own processes as in production, with a directory of documents as their catalog. */
public final class Gateways {
    private static final String SERVER = "io.walgateway.server.ServerMain";
    private static final String CONSUMER = "io.walgateway.consumer.ConsumerMain";

    private final Workbench bench;
    private final List<String> settings;

    public Gateways(Workbench bench) {
        this(bench, List.of());
    }

    /** @param settings of all processes, each {@code key=value} */
    public Gateways(Workbench bench, List<String> settings) {
        this.bench = bench;
        this.settings = List.copyOf(settings);
    }

    /** Starts a server, and returns when it is ready. */
    public Server server(Path catalog) {
        int port = FreePorts.next();
        List<String> arguments = arguments(catalog);
        arguments.addAll(List.of("--set", "grpc.port=" + port));
        return new Server(bench.start("server", List.of(), SERVER, arguments), port);
    }

    /** Starts a consumer that writes its trail into the file, and returns when it is ready. */
    public JavaProgram consumer(Path catalog, Path trail) {
        return bench.start("consumer", List.of("-D" + Trail.PROPERTY + "=" + trail), CONSUMER, arguments(catalog));
    }

    /** Puts a document into a catalog; processes find it within about a second. */
    public static void put(Path catalog, String namespace, String document) {
        try {
            Path part = Files.writeString(catalog.resolve(namespace + ".part"), document);
            Files.move(part, catalog.resolve(namespace + ".json"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a document. */
    public static void remove(Path catalog, String namespace) {
        try {
            Files.delete(catalog.resolve(namespace + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> arguments(Path catalog) {
        List<String> arguments = new ArrayList<>(List.of(
                "--set", "management.port=0",
                "--set", "catalog.file.dir=" + catalog,
                "--set", "kafka.delay.state-dir=" + catalog.resolveSibling(catalog.getFileName() + "-delays"),
                "--set", "kafka.clusters.*.bootstrap.servers=" + bench.bootstrapServers()));
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return arguments;
    }

    /** A server, and the port on which it answers. */
    public record Server(JavaProgram program, int port) {}
}
