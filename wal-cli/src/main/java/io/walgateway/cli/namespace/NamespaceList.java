package io.walgateway.cli.namespace;

import io.walgateway.cli.option.ControlPlaneOptions;
import io.walgateway.cli.rest.ControlPlane;
import io.walgateway.cli.terminal.Table;
import io.walgateway.cli.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Lists the existing namespaces. */
@Command(name = "list", description = "Lists namespaces.")
final class NamespaceList implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final ControlPlaneOptions controlPlane = new ControlPlaneOptions();

    @Option(names = "--shard", paramLabel = "NAME", description = "Only this shard's.")
    private @Nullable String shard;

    NamespaceList(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ControlPlane control = controlPlane.connect();
        Map<String, String> query = new LinkedHashMap<>();
        if (shard != null) {
            query.put("shard", shard);
        }
        Table table = new Table("NAME", "REVISION", "SHARD", "SERVED", "CHANGED", "BY");
        boolean more = true;
        while (more) {
            JsonNode page = control.get(ControlPlane.path("namespaces") + ControlPlane.query(query));
            if (controlPlane.json()) {
                terminal.json(page);
            }
            page.path("namespaces")
                    .forEach(namespace -> table.row(
                            namespace.path("name").asString(),
                            namespace.path("revision").asLong(),
                            namespace.path("shard").asString(),
                            namespace.path("served").asBoolean()
                                    ? "yes"
                                    : namespace.at("/not_served/0").asString(),
                            namespace.path("time").asString(),
                            namespace.path("author").asString()));
            more = page.has("next");
            query.put("after", page.path("next").asString(""));
        }
        if (!controlPlane.json()) {
            terminal.say(table.toString());
        }
        return 0;
    }
}
