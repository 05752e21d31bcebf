package io.walgateway.local.node;

import io.walgateway.local.process.ComponentStartException;
import io.walgateway.local.process.Directories;
import io.walgateway.local.process.Executables;
import io.walgateway.local.process.LogFile;
import io.walgateway.local.process.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A program of a test that is written for Node: a folder with {@code package.json} and {@code package-lock.json}, whose
 * packages npm fetches once. The shipped product does not include it; node and npm are the system's own.
 */
public final class NodeProgram {
    private final Path program;
    private final Path directory;
    private final LogFile log;

    NodeProgram(Path program, Path directory, LogFile log) {
        this.program = program;
        this.directory = directory;
        this.log = log;
    }

    /**
     * A program that runs and ends.
     *
     * @param program   its folder, which stays as it is
     * @param directory used by this program alone, created if it does not exist; its working directory, with its output in
     *                  {@code node.log}
     */
    public static NodeProgram of(Path program, Path directory) {
        Path made = Directories.make(directory);
        return new NodeProgram(program, made, new LogFile(made.resolve("node.log")));
    }

    /**
     * Runs a script of the program, and returns when it has ended successfully.
     *
     * @throws ComponentStartException if it ends with anything but 0
     */
    public void run(String script, List<String> arguments, Map<String, String> environment) {
        install();
        List<String> command = new ArrayList<>(command(script));
        command.addAll(arguments);
        new Tool(directory, log).run(command, environment, Tool.Input.NONE);
    }

    List<String> command(String script) {
        return List.of(find("node"), directory.resolve(script).toString());
    }

    /** Copies the program and fetches its packages, where that was not done yet. */
    void install() {
        if (Files.exists(directory.resolve("node_modules"))) {
            return;
        }
        try (Stream<Path> files = Files.list(program)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, directory.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(program + " could not be copied", e);
        }
        // Runs nothing that the packages bring along.
        List<String> fetch =
                List.of(find("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
        new Tool(directory, log).run(fetch, Map.of(), Tool.Input.NONE);
    }

    private static String find(String name) {
        return Executables.of(System.getenv())
                .find(name)
                .map(Path::toString)
                .orElseThrow(() ->
                        new ComponentStartException(name + " is not installed (Debian: apt-get install nodejs npm)"));
    }
}
