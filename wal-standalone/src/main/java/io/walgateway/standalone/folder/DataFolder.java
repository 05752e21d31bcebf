package io.walgateway.standalone.folder;

import io.walgateway.cli.terminal.CliException;
import io.walgateway.standalone.part.PartName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder in which a stack keeps everything; each part has a subfolder of its own. */
public record DataFolder(Path path) {

    public DataFolder {
        path = path.toAbsolutePath().normalize();
    }

    /** Creates the folder, if it does not exist. */
    public DataFolder create() {
        try {
            Files.createDirectories(run());
            Files.createDirectories(settings());
            Files.createDirectories(logs());
            return this;
        } catch (IOException e) {
            throw new CliException(
                    "%s could not be made: %s (expected: a folder that can be written to)"
                            .formatted(path, e.getMessage()),
                    e);
        }
    }

    /** The parts that have a folder here, whether the last stack had them or an earlier one. */
    List<PartName> parts() {
        try (Stream<Path> folders = Files.list(path)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .flatMap(name -> PartName.find(name).stream())
                    .toList();
        } catch (IOException notThere) {
            return List.of();
        }
    }

    public Path of(PartName part) {
        return path.resolve(part.text());
    }

    Path settings() {
        return path.resolve("settings");
    }

    public Path settingsOf(PartName part) {
        return settings().resolve(part.text() + ".yaml");
    }

    Path logs() {
        return path.resolve("logs");
    }

    public Path supervisorLog() {
        return logs().resolve("supervisor.log");
    }

    /** Files that are valid only for the running stack. */
    Path run() {
        return path.resolve("run");
    }

    /** Written when everything answers; absent before that and afterwards. */
    Path readyFile() {
        return run().resolve("ready");
    }

    public void markReady() {
        try {
            Files.writeString(readyFile(), Long.toString(ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(readyFile() + " could not be written", e);
        }
    }

    /** True if the stack under this supervisor has become ready. */
    public boolean isReady(long supervisorPid) {
        try {
            return Files.readString(readyFile()).equals(Long.toString(supervisorPid));
        } catch (IOException notYet) {
            return false;
        }
    }
}
