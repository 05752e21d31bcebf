package io.walgateway.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Ends it. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        description = "Ends a namespace that holds nothing; its history and its queues stay.")
final class NamespaceDelete implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final ControlPlaneOptions controlPlane = new ControlPlaneOptions();

    @Mixin
    private final SignatureOptions signature = new SignatureOptions();

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "Which.")
    private String namespace = "";

    @Option(
            names = "--if-revision",
            paramLabel = "N",
            description = "Only if it is at this revision now; 0: only if there is none.")
    private @Nullable Long ifRevision;

    @Option(
            names = "--pending",
            paramLabel = "keep",
            description = "Also if messages are undelivered or delayed or dead letters are open: keep leaves them to a"
                    + " namespace that is made again under this name.")
    private @Nullable String pending;

    NamespaceDelete(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Map<String, String> headers = signature.headers();
        Conditions.put(headers, ifRevision);
        String path = ControlPlane.path("namespaces", namespace)
                + ControlPlane.query(pending == null ? Map.of() : Map.of("pending", pending));
        JsonNode answer = controlPlane.connect().send("DELETE", path, "", headers);
        if (controlPlane.json()) {
            terminal.json(answer);
        } else {
            terminal.say(NamespaceText.of(answer));
        }
        return 0;
    }
}
