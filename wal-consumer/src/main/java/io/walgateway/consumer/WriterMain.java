package io.walgateway.consumer;

import io.walgateway.config.Platform;
import io.walgateway.config.settings.InvalidSettingsException;
import io.walgateway.config.settings.ProcessSettings;
import io.walgateway.consumer.writer.WalWriter;
import io.walgateway.consumer.writer.WriterSettings;
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
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts a process of the writer group. */
@Command(
        name = "wal-writer",
        mixinStandardHelpOptions = true,
        version = "wal-writer 0.1.0",
        description = "Applies writes that the consumers of other regions send, to targets of its own region, until it"
                + " is told to end (SIGTERM).",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:ended as told", "2:wrong options or settings"})
public final class WriterMain implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", description = "settings as YAML; see config/settings/writer.yaml")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "one setting, over those of the file; repeatable")
    private List<String> overrides = List.of();

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
        System.exit(new CommandLine(new WriterMain()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            Plugins plugins = Plugins.installed();
            WriterSettings settings = WriterSettings.of(ProcessSettings.load(config, overrides), plugins);
            if (check) {
                plugins.check(type -> settings.pluginContext(type, InstantSource.system()));
                return 0;
            }
            new Exposure(settings.access().identity().isRequired(), insecure).require(ports(settings));
            SchedulerWatch.start();
            WalWriter writer = WalWriter.start(settings, plugins, InstantSource.system());
            System.out.println(
                    "writer ready: grpc " + settings.grpc().address().getHostString() + ":" + writer.grpcPort()
                            + ", management " + settings.management().scheme() + ":/" + writer.managementAddress());
            writer.closeOnShutdown();
            return 0;
        } catch (InvalidSettingsException | IllegalArgumentException | IOException e) {
            System.err.println("wal-writer: " + e.getMessage());
            return 2;
        }
    }

    private static Map<String, Exposure.Port> ports(WriterSettings settings) {
        return Map.of(
                "listen.host",
                new Exposure.Port(settings.grpc().address(), settings.grpcTls().isPresent()),
                "management.host",
                settings.management().port());
    }
}
