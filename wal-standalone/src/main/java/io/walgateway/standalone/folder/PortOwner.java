package io.walgateway.standalone.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the process that listens on a port, from Linux's process file system; elsewhere the owner is unknown.
 *
 * @param proc the root of that file system
 */
public record PortOwner(Path proc) {

    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    public static PortOwner ofSystem() {
        return new PortOwner(Path.of("/proc"));
    }

    /** Such as {@code process 12 (java)}; empty if unknown, as for other users' processes. */
    public String describe(int port) {
        Set<String> sockets = sockets(port);
        if (sockets.isEmpty()) {
            return "";
        }
        try (Stream<Path> processes = Files.list(proc)) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("\\d+"))
                    .filter(process -> holdsOneOf(process, sockets))
                    .findFirst()
                    .map(process -> "process %s%s".formatted(process.getFileName(), command(process)))
                    .orElse("");
        } catch (IOException unknown) {
            return "";
        }
    }

    private Set<String> sockets(int port) {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        Set<String> sockets = new HashSet<>();
        for (String table : new String[] {"tcp", "tcp6"}) {
            try (Stream<String> lines = Files.lines(proc.resolve("net").resolve(table))) {
                lines.map(line -> line.strip().split("\\s+"))
                        .filter(words -> words.length > INODE)
                        .filter(words -> words[LOCAL_ADDRESS].endsWith(suffix) && words[STATE].equals(LISTENING))
                        .forEach(words -> sockets.add("socket:[" + words[INODE] + "]"));
            } catch (IOException notThere) {
                // An unreadable table tells nothing.
            }
        }
        return sockets;
    }

    private static boolean holdsOneOf(Path process, Set<String> sockets) {
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            return files.anyMatch(file -> linkOf(file).filter(sockets::contains).isPresent());
        } catch (IOException notOurs) {
            return false;
        }
    }

    private static Optional<String> linkOf(Path file) {
        try {
            return Optional.of(Files.readSymbolicLink(file).toString());
        } catch (IOException closedMeanwhile) {
            return Optional.empty();
        }
    }

    private static String command(Path process) {
        try {
            return " (" + Files.readString(process.resolve("comm")).strip() + ")";
        } catch (IOException unknown) {
            return "";
        }
    }
}
