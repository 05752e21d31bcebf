package io.walgateway.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Creates or changes. */
@Command(
        name = "put",
        mixinStandardHelpOptions = true,
        description = "Creates a namespace or changes it, from a JSON or YAML file (- for what comes in).")
final class NamespacePut implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final ControlPlaneOptions controlPlane = new ControlPlaneOptions();

    @Mixin
    private final SignatureOptions signature = new SignatureOptions();

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "Which.")
    private String namespace = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "The document.")
    private String file = "";

    @Option(
            names = "--if-revision",
            paramLabel = "N",
            description = "Only if it is at this revision now; 0: only if there is none.")
    private @Nullable Long ifRevision;

    NamespacePut(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Map<String, String> headers = signature.headers();
        Conditions.put(headers, ifRevision);
        JsonNode answer = controlPlane
                .connect()
                .send("PUT", ControlPlane.path("namespaces", namespace), DocumentFile.read(file), headers);
        if (controlPlane.json()) {
            terminal.json(answer);
        } else {
            terminal.say(NamespaceText.of(answer));
        }
        return 0;
    }
}
