package io.walgateway.standalone.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Everything that can be checked of docker-compose.yml and the Dockerfile: by itself, by tools where they are there, and by a
 * container engine where one answers. What was left out is said.
 */
public final class ComposeCheck {

    private static final Duration TOOL_WITHIN = Duration.ofMinutes(2);

    private final Path folder;
    private final Consumer<String> say;
    private int failures;

    /**
     * @param folder the checkout
     * @param say is given one line for each check
     */
    public ComposeCheck(Path folder, Consumer<String> say) {
        this.folder = folder;
        this.say = say;
    }

    /** What is wrong with the files of a checkout, found without any tool; empty: nothing. */
    static List<String> problems(Path folder) {
        ComposeFile file = ComposeFile.in(folder);
        List<String> problems = new ArrayList<>(new ComposeRules(file).problems());
        problems.addAll(new SettingsRules(file).problems());
        problems.addAll(new DockerfileRules(text(folder.resolve("Dockerfile"))).problems());
        return problems;
    }

    /**
     * Checks all; with an engine the services are started under a project name of their own, on free ports.
     *
     * @param withEngine false: no engine is asked
     * @param build false: the image is taken as it is there
     * @return whether nothing was wrong
     */
    public boolean run(boolean withEngine, boolean build) {
        List<String> problems = problems(folder);
        problems.forEach(say);
        report(problems.isEmpty(), "docker-compose.yml, its settings and the Dockerfile, by our own rules", "");
        tool(
                "docker compose config",
                List.of("docker", "compose", "version"),
                List.of("docker", "compose", "config", "-q"));
        tool(
                "dockerfilelint",
                List.of("npx", "--yes", "dockerfilelint", "--version"),
                List.of("npx", "--yes", "dockerfilelint", "Dockerfile"));
        if (!withEngine) {
            skip("engine", "not asked for");
        } else if (!Tool.answers(folder, List.of("docker", "info"))) {
            skip("engine", "none answers");
        } else {
            String failure = new ComposeRun(folder, ComposeFile.in(folder), say).failure(build);
            report(failure.isEmpty(), "engine: up, a write TRUE, delivered, down", failure);
        }
        return failures == 0;
    }

    private void tool(String name, List<String> probe, List<String> command) {
        if (!Tool.answers(folder, probe)) {
            skip(name, String.join(" ", probe) + " does not answer");
            return;
        }
        Tool.Result result = Tool.run(folder, command, Map.of(), TOOL_WITHIN);
        report(result.exitCode() == 0, name, result.text());
    }

    private void report(boolean good, String what, String detail) {
        if (good) {
            say.accept("  ok       " + what);
        } else {
            failures++;
            say.accept("  FAILED   " + what + (detail.isBlank() ? "" : "\n" + detail.strip()));
        }
    }

    private void skip(String what, String why) {
        say.accept("  skipped  %s (%s)".formatted(what, why));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
