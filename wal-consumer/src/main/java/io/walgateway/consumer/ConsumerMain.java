package io.walgateway.consumer;

import io.walgateway.config.Platform;
import io.walgateway.config.settings.InvalidSettingsException;
import io.walgateway.config.settings.ProcessSettings;
import io.walgateway.consumer.route.Assignment;
import io.walgateway.core.registry.Plugins;
import io.walgateway.runtime.SchedulerWatch;
import io.walgateway.runtime.identity.Exposure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts a consumer process. */
@Command(
        name = "wal-consumer",
        mixinStandardHelpOptions = true,
        version = "wal-consumer 0.1.0",
        description =
                "Reads the queues of namespaces and delivers to their targets, until it is told to end (SIGTERM).",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:ended as told", "2:wrong options or settings"})
public final class ConsumerMain implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "settings as YAML; see config/settings/consumer.yaml")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "one setting, over those of the file; repeatable")
    private List<String> overrides = List.of();

    @Option(
            names = "--shard",
            defaultValue = "default",
            description = "serve the namespaces of this shard (default: ${DEFAULT-VALUE})")
    private String shard = "default";

    @Option(
            names = "--stack",
            description = "serve only namespaces whose consumer_stack is this one (default: those of all stacks)")
    private Optional<String> stack = Optional.empty();

    @Option(
            names = "--regions",
            split = ",",
            paramLabel = "REGION",
            description = "of replicated namespaces, serve only these regions, separated by commas (default: all)")
    private Set<String> regions = Set.of();

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
        System.exit(new CommandLine(new ConsumerMain()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            Plugins plugins = Plugins.installed();
            ConsumerSettings settings = ConsumerSettings.of(
                    ProcessSettings.load(config, overrides), new Assignment(shard, stack, regions), plugins);
            if (check) {
                plugins.check(type -> settings.pluginContext(type, InstantSource.system()));
                return 0;
            }
            new Exposure(settings.access().identity().isRequired(), insecure)
                    .require(Map.of("management.host", settings.management().port()));
            SchedulerWatch.start();
            WalConsumer consumer = WalConsumer.start(settings, plugins, InstantSource.system());
            System.out.println("consumer ready: management "
                    + settings.management().scheme() + ":/" + consumer.managementAddress());
            consumer.closeOnShutdown();
            return 0;
        } catch (InvalidSettingsException | IllegalArgumentException | IOException e) {
            System.err.println("wal-consumer: " + e.getMessage());
            return 2;
        }
    }
}
