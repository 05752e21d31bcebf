package io.walgateway.standalone.up;

import io.walgateway.cli.rest.Address;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.cli.terminal.Tree;
import io.walgateway.config.Platform;
import io.walgateway.standalone.console.Console;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Creates the sample namespaces and their targets on components that run elsewhere, such as in containers. */
@Command(
        name = "wal-samples",
        description = "Makes the namespaces quickstart and orders, and the topic and table to which they deliver."
                + " What is there already stays as it is.")
public final class SamplesMain implements Callable<Integer> {

    private static final int CASSANDRA_PORT = 9042;

    private final Console console;

    @Option(names = "--control-plane", paramLabel = "URL", required = true, description = "Such as http://host:7080.")
    private String controlPlane = "";

    @Option(names = "--kafka", paramLabel = "HOST:PORT", required = true, description = "One of its brokers.")
    private String kafka = "";

    @Option(
            names = "--cassandra",
            paramLabel = "HOST[:PORT]",
            description = "One of its nodes (default: without the namespace orders).")
    private Optional<String> cassandra = Optional.empty();

    private SamplesMain(Console console) {
        this.console = console;
    }

    public static void main(String[] arguments) {
        if (!Platform.prepare(arguments)) {
            System.exit(Platform.MISUSED);
        }
        Console console = Console.system(Clock.systemUTC());
        System.exit(Tree.finish(new CommandLine(new SamplesMain(console)), console.terminal())
                .execute(arguments));
    }

    @Override
    public Integer call() {
        Samples.create(
                new Samples.Place(
                        Address.url("--control-plane", controlPlane),
                        Optional.empty(),
                        List.of(kafka),
                        cassandra.map(SamplesMain::address),
                        false),
                console::say);
        return 0;
    }

    private static InetSocketAddress address(String hostAndPort) {
        URI address = URI.create("cql://" + hostAndPort);
        if (address.getHost() == null) {
            throw CliException.misused("--cassandra: %s (expected: HOST or HOST:PORT)".formatted(hostAndPort));
        }
        return new InetSocketAddress(address.getHost(), address.getPort() < 0 ? CASSANDRA_PORT : address.getPort());
    }
}
