package io.walgateway.server;

import io.walgateway.config.Platform;
import io.walgateway.config.settings.InvalidSettingsException;
import io.walgateway.config.settings.ProcessSettings;
import io.walgateway.core.registry.Plugins;
import io.walgateway.runtime.SchedulerWatch;
import io.walgateway.runtime.identity.Exposure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts a server process. */
@Command(
        name = "wal-server",
        mixinStandardHelpOptions = true,
        version = "wal-server 0.1.0",
        description = "Accepts writes over gRPC and answers once they are durable, until it is told to end (SIGTERM).",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:ended as told", "2:wrong options or settings"})
public final class ServerMain implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", description = "settings as YAML; see config/settings/server.yaml")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "one setting, over those of the file; repeatable")
    private List<String> overrides = List.of();

    @Option(
            names = "--shard",
            defaultValue = "default",
            description = "serve the namespaces of this shard (default: ${DEFAULT-VALUE})")
    private String shard = "default";

    @Option(
            names = "--insecure",
            description = "listen beyond loopback without TLS or authentication, at your own risk")
    private boolean insecure;

    @Option(names = "--check", description = "only read the settings, say what is wrong with them, and end")
    private boolean check;

    public static void main(String[] args) {
        if (!Platform.prepare(args)) {
            System.exit(Platform.MISUSED);
        }
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(new CommandLine(new ServerMain()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            Plugins plugins = Plugins.installed();
            ServerSettings settings = ServerSettings.of(ProcessSettings.load(config, overrides), shard, plugins);
            if (check) {
                plugins.check(type -> settings.pluginContext(type, InstantSource.system()));
                return 0;
            }
            new Exposure(settings.access().identity().isRequired(), insecure).require(ports(settings));
            SchedulerWatch.start();
            WalServer server = WalServer.start(settings, plugins, InstantSource.system());
            server.closeOnShutdown();
            String host = settings.grpc().terms().address().getHostString();
            server.ready()
                    .thenRun(() -> System.out.println("server ready: grpc " + host + ":" + server.grpcPort()
                            + ", management " + settings.management().scheme() + ":/" + server.managementAddress()));
            server.awaitClosed();
            return 0;
        } catch (InvalidSettingsException | IllegalArgumentException | IOException e) {
            System.err.println("wal-server: " + e.getMessage());
            return 2;
        }
    }

    private static Map<String, Exposure.Port> ports(ServerSettings settings) {
        return Map.of(
                "grpc.host",
                new Exposure.Port(
                        settings.grpc().terms().address(), settings.grpc().tls().isPresent()),
                "management.host",
                settings.management().port());
    }
}
