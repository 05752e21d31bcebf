package io.walgateway.local.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The system's programs that wrap the components' processes.
 *
 * @param searchPath folders, as in {@code PATH}
 */
public record Executables(String searchPath) {

    public static Executables of(Map<String, String> environment) {
        return new Executables(environment.getOrDefault("PATH", ""));
    }

    public Optional<Path> find(String program) {
        Stream<String> folders = Stream.concat(
                Pattern.compile(File.pathSeparator, Pattern.LITERAL).splitAsStream(searchPath),
                // Adds folders of administrators' programs, which are not on every user's path.
                Stream.of("/usr/bin", "/usr/sbin", "/bin", "/sbin"));
        return folders.filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Runs the command in a session of its own, under the same process id; returns it unchanged if the system has no
     * setsid.
     */
    List<String> inOwnSession(List<String> command) {
        List<String> wrapped = new ArrayList<>();
        find("setsid").ifPresent(setsid -> wrapped.add(setsid.toString()));
        wrapped.addAll(command);
        return List.copyOf(wrapped);
    }
}
