package io.walgateway.cli.namespace;

import io.walgateway.cli.option.ControlPlaneOptions;
import io.walgateway.cli.option.RevisionOption;
import io.walgateway.cli.option.SignatureOptions;
import io.walgateway.cli.rest.ControlPlane;
import io.walgateway.cli.rest.RefusedException;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.cli.terminal.Terminal;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Deletes a namespace; asks what is to become of its content. */
@Command(
        name = "delete",
        description = "Deletes a namespace; its history and its queues stay. Asks what is to become of what it holds.")
final class NamespaceDelete implements Callable<Integer> {

    private final Terminal terminal;
    private final Question question;

    @Mixin
    private final ControlPlaneOptions controlPlane = new ControlPlaneOptions();

    @Mixin
    private final SignatureOptions signature = new SignatureOptions();

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "Which.")
    private String namespace = "";

    @Mixin
    private final RevisionOption revisionNow = new RevisionOption();

    @Option(
            names = "--pending",
            paramLabel = "deliver|discard",
            description = "What becomes of undelivered and delayed messages and open dead letters: deliver ends the"
                    + " namespace when none is left, discard drops them. Without it the command asks, or fails where there"
                    + " is no terminal.")
    private @Nullable String pending;

    NamespaceDelete(Terminal terminal) {
        this(terminal, Question.atConsole());
    }

    NamespaceDelete(Terminal terminal, Question question) {
        this.terminal = terminal;
        this.question = question;
    }

    @Override
    public Integer call() {
        JsonNode answer = pending == null ? deleteOrAsk() : delete(Map.of("pending", pending));
        if (controlPlane.json()) {
            terminal.json(answer);
        } else {
            terminal.say(NamespaceText.of(answer));
        }
        return 0;
    }

    private JsonNode deleteOrAsk() {
        try {
            return delete(Map.of());
        } catch (RefusedException refused) {
            if (!refused.isProblem("still-holds")) {
                throw refused;
            }
            return delete(Map.of("pending", chosen(String.valueOf(refused.getMessage()))));
        }
    }

    private String chosen(String holds) {
        String given = question.ask(holds + "\ndeliver, discard or cancel? ")
                .orElseThrow(() -> new CliException(holds + "; say --pending deliver or --pending discard"))
                .strip();
        if (!given.equals("deliver") && !given.equals("discard")) {
            throw new CliException("cancelled: " + namespace + " is as it was");
        }
        return given;
    }

    private JsonNode delete(Map<String, String> parameters) {
        Map<String, String> headers = signature.headers();
        revisionNow.putInto(headers);
        String path = ControlPlane.path("namespaces", namespace) + ControlPlane.query(parameters);
        return controlPlane.connect().send("DELETE", path, "", headers);
    }
}
