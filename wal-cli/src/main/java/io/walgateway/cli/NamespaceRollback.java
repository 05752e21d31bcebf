package io.walgateway.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Back to an earlier document. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = "Makes the document of an earlier revision a new revision.")
final class NamespaceRollback implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final ControlPlaneOptions controlPlane = new ControlPlaneOptions();

    @Mixin
    private final SignatureOptions signature = new SignatureOptions();

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "Which.")
    private String namespace = "";

    @Parameters(index = "1", paramLabel = "REVISION", description = "Whose document.")
    private long revision;

    @Option(
            names = "--if-revision",
            paramLabel = "N",
            description = "Only if it is at this revision now; 0: only if there is none.")
    private @Nullable Long ifRevision;

    NamespaceRollback(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Map<String, String> headers = signature.headers();
        Conditions.put(headers, ifRevision);
        JsonNode answer = controlPlane
                .connect()
                .send(
                        "POST",
                        ControlPlane.path("namespaces", namespace, "rollback"),
                        "{\"revision\": " + revision + "}",
                        headers);
        if (controlPlane.json()) {
            terminal.json(answer);
        } else {
            terminal.say(NamespaceText.of(answer));
        }
        return 0;
    }
}
