package io.walgateway.cli.letters;

import io.walgateway.cli.option.ControlPlaneOptions;
import io.walgateway.cli.option.SignatureOptions;
import io.walgateway.cli.rest.ControlPlane;
import io.walgateway.cli.rest.RefusedException;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.cli.terminal.ExitCode;
import io.walgateway.cli.terminal.Terminal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Redrives or discards letters: some by their ids, or all that match. */
abstract sealed class LettersSettle implements Callable<Integer> {

    private final Terminal terminal;
    private final String kind;

    @Mixin
    private final ControlPlaneOptions controlPlane = new ControlPlaneOptions();

    @Mixin
    private final SignatureOptions signature = new SignatureOptions();

    @Mixin
    private final FilterOptions filter = new FilterOptions();

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "Whose.")
    private String namespace = "";

    @Parameters(index = "1..*", paramLabel = "ID", description = "These alone, as list shows them.")
    private List<Long> ids = List.of();

    @Option(names = "--all", description = "All that are open.")
    private boolean all;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "So many a second, with --all or a filter (default: as quickly as it goes).")
    private @Nullable Integer rate;

    @Option(names = "--follow", description = "Show the progress until it is over.")
    private boolean follow;

    private LettersSettle(Terminal terminal, String kind) {
        this.terminal = terminal;
        this.kind = kind;
    }

    /** Appends letters again. */
    @Command(
            name = "redrive",
            description = "Appends dead letters to their namespace's queue again: some by id, or all that match.")
    static final class Redrive extends LettersSettle {
        Redrive(Terminal terminal) {
            super(terminal, "redrive");
        }
    }

    /** Discards letters for good. */
    @Command(name = "discard", description = "Gives dead letters up for good: some by id, or all that match.")
    static final class Discard extends LettersSettle {
        Discard(Terminal terminal) {
            super(terminal, "discard");
        }
    }

    @Override
    public Integer call() {
        Map<String, String> parts = filter.parts();
        int ways = (ids.isEmpty() ? 0 : 1) + (all ? 1 : 0) + (parts.isEmpty() ? 0 : 1);
        if (ways != 1) {
            throw CliException.misused(kind + ": " + (ways == 0 ? "nothing" : "several")
                    + " of ids, a filter and --all (expected: one of them)");
        }
        ControlPlane control = controlPlane.connect();
        if (ids.isEmpty()) {
            return many(control, parts);
        }
        if (rate != null || follow) {
            throw CliException.misused("--rate, --follow: with ids (expected: with a filter or --all)");
        }
        return each(control);
    }

    /** Continues after a refusal, because the remaining letters are independent of it. */
    private int each(ControlPlane control) {
        int failed = 0;
        for (long id : ids) {
            try {
                one(control, id);
            } catch (RefusedException e) {
                failed++;
                terminal.complain("letter %d: %s".formatted(id, e.getMessage()));
            }
        }
        if (failed > 0) {
            terminal.complain("wal: %d of %d letters could not be %s"
                    .formatted(failed, ids.size(), kind.equals("redrive") ? "redriven" : "discarded"));
        }
        return (failed == 0 ? ExitCode.DONE : ExitCode.FAILED).code();
    }

    private void one(ControlPlane control, long id) {
        String letter = ControlPlane.path("namespaces", namespace, "dead-letters", Long.toString(id));
        JsonNode answer = kind.equals("redrive")
                ? control.send("POST", letter + "/redrive", "", signature.headers())
                : control.send("DELETE", letter, "", signature.headers());
        if (controlPlane.json()) {
            terminal.json(answer);
        } else {
            terminal.say("letter " + id + ": " + answer.path("state").asString()
                    + (answer.path("expiry_dropped").asBoolean(false)
                            ? "; its expiry had passed and was dropped"
                            : ""));
        }
    }

    private int many(ControlPlane control, Map<String, String> parts) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        if (all) {
            body.put("all", true);
        } else {
            ObjectNode given = body.putObject("filter");
            parts.forEach(given::put);
        }
        if (rate != null) {
            body.put("rate", rate);
        }
        JsonNode action = control.send(
                "POST",
                ControlPlane.path("namespaces", namespace, "dead-letters", kind),
                body.toString(),
                signature.headers());
        return new ActionProgress(terminal, control, controlPlane.json()).show(action, follow);
    }
}
