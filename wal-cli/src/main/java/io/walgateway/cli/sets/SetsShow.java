package io.walgateway.cli.sets;

import io.walgateway.cli.option.ControlPlaneOptions;
import io.walgateway.cli.rest.ControlPlane;
import io.walgateway.cli.terminal.Terminal;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows one set. */
@Command(
        name = "show",
        description = "Shows a mutation set: its state, the parts that it lacks, how far each target is.")
final class SetsShow implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final ControlPlaneOptions controlPlane = new ControlPlaneOptions();

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "Whose.")
    private String namespace = "";

    @Parameters(index = "1", paramLabel = "ID", description = "The id that its parts gave (batch_id).")
    private String id = "";

    @Option(names = "--region", paramLabel = "NAME", description = "The region whose durable storage has it.")
    private @Nullable String region;

    SetsShow(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        JsonNode set = controlPlane
                .connect()
                .get(ControlPlane.path("namespaces", namespace, "sets", id)
                        + ControlPlane.query(region == null ? Map.of() : Map.of("region", region)));
        if (controlPlane.json()) {
            terminal.json(set);
        } else {
            terminal.say(SetText.of(set));
        }
        return 0;
    }
}
