package io.walgateway.standalone.folder;

import io.walgateway.local.process.PidFile;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;

/**
 * How to reach a supervisor; written by the supervisor, and deleted when it ends in an orderly way.
 *
 * @param controlPort the port on which it accepts orders
 * @param token       required with each order, so that no web page can give one
 */
public record RunRecord(int controlPort, String token, Layout layout) {

    private static final String FILE = "supervisor";

    /** The process that supervises this folder, if there is one. */
    public static Optional<ProcessHandle> supervisor(DataFolder data) {
        return pidFile(data).process().filter(Departure::isThere);
    }

    static PidFile pidFile(DataFolder data) {
        return new PidFile(data.run().resolve(FILE + ".pid"));
    }

    /** The record of the last supervisor, even if that process has ended. */
    public static Optional<RunRecord> read(DataFolder data) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(data.run().resolve(FILE))) {
            properties.load(reader);
            return Optional.of(new RunRecord(
                    Integer.parseInt(properties.getProperty("control-port")),
                    properties.getProperty("token", ""),
                    new Layout(
                            Integer.parseInt(properties.getProperty("port-base")),
                            Arrays.stream(properties.getProperty("regions", "").split(","))
                                    .filter(region -> !region.isEmpty())
                                    .toList())));
        } catch (IOException | NumberFormatException notThere) {
            return Optional.empty();
        }
    }

    public void write(DataFolder data) {
        Properties properties = new Properties();
        properties.setProperty("control-port", Integer.toString(controlPort));
        properties.setProperty("token", token);
        properties.setProperty("port-base", Integer.toString(layout.base()));
        properties.setProperty("regions", String.join(",", layout.regions()));
        try {
            StringWriter text = new StringWriter();
            properties.store(text, null);
            Path unfinished = Files.createTempFile(
                    data.run(),
                    FILE,
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(unfinished, text.toString());
            Files.move(unfinished, data.run().resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
            pidFile(data).write(ProcessHandle.current());
        } catch (IOException e) {
            throw new UncheckedIOException(data.run() + " could not be written to", e);
        }
    }

    public static void delete(DataFolder data) {
        try {
            Files.deleteIfExists(data.readyFile());
            Files.deleteIfExists(data.run().resolve(FILE));
            Files.deleteIfExists(data.run().resolve(FILE + ".pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(data.run() + " could not be cleaned", e);
        }
    }
}
