package io.walgateway.standalone.folder;

import io.walgateway.local.process.PidFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Processes of a stack whose supervisor was killed. The guards beside them end them a moment later; this class ends
 * them when the guards were killed, too. A process counts only if its id and its start time are the recorded ones.
 */
public record Leftovers(DataFolder data) {

    private static final Duration ORDERLY_WITHIN = Duration.ofSeconds(15);
    private static final Duration KILLED_WITHIN = Duration.ofSeconds(5);

    public List<ProcessHandle> find() {
        return data.parts().stream()
                .flatMap(part -> pidFiles(data.of(part)))
                .flatMap(file -> new PidFile(file).process().stream())
                .filter(Departure::isThere)
                .toList();
    }

    /** Ends the processes and waits until they are gone. */
    public void end() {
        List<ProcessHandle> processes = find();
        processes.forEach(ProcessHandle::destroy);
        if (!Departure.await(processes, ORDERLY_WITHIN)) {
            List<ProcessHandle> all = processes.stream()
                    .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                    .toList();
            all.forEach(ProcessHandle::destroyForcibly);
            Departure.await(all, KILLED_WITHIN);
        }
    }

    private static Stream<Path> pidFiles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".pid")).toList().stream();
        } catch (IOException notThere) {
            return Stream.empty();
        }
    }
}
