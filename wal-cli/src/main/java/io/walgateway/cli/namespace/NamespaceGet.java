package io.walgateway.cli.namespace;

import io.walgateway.cli.option.ControlPlaneOptions;
import io.walgateway.cli.rest.ControlPlane;
import io.walgateway.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows one namespace. */
@Command(name = "get", description = "Shows a namespace's document, as it is now or was.")
final class NamespaceGet implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final ControlPlaneOptions controlPlane = new ControlPlaneOptions();

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "Which.")
    private String namespace = "";

    @Option(names = "--revision", paramLabel = "N", description = "As it was at this revision.")
    private @Nullable Long revision;

    NamespaceGet(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        JsonNode answer = controlPlane
                .connect()
                .get(
                        revision == null
                                ? ControlPlane.path("namespaces", namespace)
                                : ControlPlane.path("namespaces", namespace, "revisions", revision.toString()));
        if (controlPlane.json()) {
            terminal.json(answer);
        } else {
            terminal.note(NamespaceText.of(answer));
            terminal.json(answer.path("document"));
        }
        return 0;
    }
}
