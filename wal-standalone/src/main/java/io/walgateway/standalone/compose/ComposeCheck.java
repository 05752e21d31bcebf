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
 * Checks docker-compose.yml and the Dockerfile: by rules of its own, by tools that are installed, and by a container
 * engine if one answers. Skipped checks are reported.
 */
public final class ComposeCheck {

    private static final Duration TOOL_WITHIN = Duration.ofMinutes(2);

    private final Path folder;
    private final Consumer<String> say;
    private int failures;

    /**
     * @param folder the checkout
     * @param say    receives one line for each check
     */
    public ComposeCheck(Path folder, Consumer<String> say) {
        this.folder = folder;
        this.say = say;
    }

    /** Returns the problems of a checkout's files that can be found without any tool; empty: none. */
    static List<String> problems(Path folder) {
        ComposeFile file = ComposeFile.in(folder);
        List<String> problems = new ArrayList<>(new ComposeRules(file).problems());
        problems.addAll(new SettingsRules(file).problems());
        problems.addAll(new DockerfileRules(text(folder.resolve("Dockerfile"))).problems());
        return problems;
    }

    /**
     * Runs all checks. With an engine, starts the services under a separate project name, on free ports.
     *
     * @param withEngine false: no engine is asked
     * @param build      false: the existing image is used
     * @return true if no problem was found
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
