package io.walgateway.example.keyvalue;

import io.walgateway.config.Platform;
import io.walgateway.config.settings.InvalidSettingsException;
import io.walgateway.config.settings.ProcessSettings;
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

/** Starts a Key-Value process. */
@Command(
        name = "wal-key-value",
        mixinStandardHelpOptions = true,
        version = "wal-key-value 0.1.0",
        description = "Keeps items in Cassandra, and changes several of them as one mutation set through the gateway,"
                + " until it is told to end (SIGTERM).",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:ended as told", "2:wrong options or settings"})
public final class KeyValueMain implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "settings as YAML; see config/settings/key-value.yaml")
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
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(new CommandLine(new KeyValueMain()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            KeyValueSettings settings = KeyValueSettings.of(ProcessSettings.load(config, overrides));
            if (check) {
                return 0;
            }
            new Exposure(false, insecure)
                    .require(Map.of(
                            "listen.host", new Exposure.Port(settings.grpc().address(), false),
                            "management.host", new Exposure.Port(settings.management(), false)));
            SchedulerWatch.start();
            KeyValueProcess process = KeyValueProcess.start(settings, InstantSource.system());
            System.out.println(
                    "key-value ready: grpc " + settings.grpc().address().getHostString() + ":" + process.grpcPort()
                            + ", management http:/" + process.managementAddress());
            process.closeOnShutdown();
            return 0;
        } catch (InvalidSettingsException | IllegalArgumentException | IOException e) {
            System.err.println("wal-key-value: " + e.getMessage());
            return 2;
        }
    }
}
