package io.walgateway.controlplane;

import io.walgateway.config.Platform;
import io.walgateway.config.settings.InvalidSettingsException;
import io.walgateway.config.settings.ProcessSettings;
import io.walgateway.core.registry.Plugins;
import io.walgateway.runtime.SchedulerWatch;
import io.walgateway.runtime.identity.Exposure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The process that holds the namespaces. */
@Command(
        name = "wal-controlplane",
        mixinStandardHelpOptions = true,
        description = "Holds namespaces: versioned, validated, audited, in PostgreSQL, over REST.")
public final class ControlPlaneMain implements Callable<Integer> {

    private static final int BAD_SETTINGS = 2;

    @Option(names = "--config", paramLabel = "FILE", description = "Process settings in YAML.")
    private @Nullable Path config;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting that overrides the file's; repeatable.")
    private List<String> overrides = List.of();

    @Option(
            names = "--insecure",
            description = "Listen beyond loopback without TLS or authentication, at your own risk.")
    private boolean insecure;

    @Option(names = "--check", description = "Only read the settings, say what is wrong with them, and end.")
    private boolean check;

    public static void main(String[] args) {
        if (!Platform.prepare(args)) {
            System.exit(Platform.MISUSED);
        }
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        int code = new CommandLine(new ControlPlaneMain()).execute(args);
        if (code != 0) {
            System.exit(code);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            Plugins plugins = Plugins.installed();
            ControlPlaneSettings settings =
                    ControlPlaneSettings.of(ProcessSettings.load(Optional.ofNullable(config), overrides), plugins);
            if (check) {
                settings.plugins().check(plugins, InstantSource.system());
                return 0;
            }
            new Exposure(settings.access().identity().isRequired(), insecure).require(ports(settings));
            SchedulerWatch.start();
            return run(new ControlPlane(settings, plugins, InstantSource.system()));
        } catch (InvalidSettingsException | IllegalArgumentException | IOException | FlywayException e) {
            System.err.println("wal-controlplane: " + e.getMessage());
            return BAD_SETTINGS;
        }
    }

    private static Map<String, Exposure.Port> ports(ControlPlaneSettings settings) {
        return Map.of(
                "http.host",
                new Exposure.Port(
                        new InetSocketAddress(settings.httpHost(), settings.httpPort()),
                        settings.httpTls().isPresent()),
                "management.host",
                new Exposure.Port(
                        new InetSocketAddress(settings.managementHost(), settings.managementPort()),
                        settings.managementTls().isPresent()));
    }

    /** Returns when the process is ready, and leaves it running. Also returns when it was closed before that. */
    private static int run(ControlPlane plane) throws IOException, InterruptedException {
        plane.closeOnShutdown();
        try {
            if (plane.start()) {
                System.out.println(
                        "control plane ready: " + plane.address() + ", management " + plane.managementAddress());
            }
            return 0;
        } catch (IOException | RuntimeException e) {
            plane.close();
            throw e;
        }
    }
}
