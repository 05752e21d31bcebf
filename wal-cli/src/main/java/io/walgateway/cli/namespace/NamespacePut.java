package io.walgateway.cli.namespace;

import io.walgateway.cli.option.ControlPlaneOptions;
import io.walgateway.cli.option.DocumentFile;
import io.walgateway.cli.option.RevisionOption;
import io.walgateway.cli.option.SignatureOptions;
import io.walgateway.cli.rest.ControlPlane;
import io.walgateway.cli.terminal.Terminal;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Creates or changes a namespace. */
@Command(
        name = "put",
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

    @Mixin
    private final RevisionOption revisionNow = new RevisionOption();

    NamespacePut(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Map<String, String> headers = signature.headers();
        revisionNow.putInto(headers);
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
