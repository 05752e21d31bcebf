package io.walgateway.cli.delayed;

import io.walgateway.cli.option.ControlPlaneOptions;
import io.walgateway.cli.option.SignatureOptions;
import io.walgateway.cli.rest.ControlPlane;
import io.walgateway.cli.rest.RefusedException;
import io.walgateway.cli.terminal.ExitCode;
import io.walgateway.cli.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Cancels delayed messages. */
@Command(
        name = "cancel",
        description =
                "Take messages back that are not due yet: all copies that are due more than a second later are not"
                        + " delivered.",
        footer = "Whether there was anything to take back is not known. May be repeated.")
final class DelayedCancel implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final ControlPlaneOptions controlPlane = new ControlPlaneOptions();

    @Mixin
    private final SignatureOptions signature = new SignatureOptions();

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "Whose.")
    private String namespace = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "MESSAGE",
            description = "Message ids, as write prints them.")
    private List<String> messages = List.of();

    DelayedCancel(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ControlPlane control = controlPlane.connect();
        ExitCode exitCode = ExitCode.DONE;
        for (String message : messages) {
            try {
                JsonNode answer = control.send(
                        "DELETE",
                        ControlPlane.path("namespaces", namespace, "delayed", message),
                        "",
                        signature.headers());
                if (controlPlane.json()) {
                    terminal.json(answer);
                } else {
                    terminal.say("message " + message + ": cancellation "
                            + answer.path("cancellation").asString());
                }
            } catch (RefusedException e) {
                exitCode = ExitCode.FAILED;
                terminal.complain("message " + message + ": " + e.getMessage());
            }
        }
        return exitCode.code();
    }
}
