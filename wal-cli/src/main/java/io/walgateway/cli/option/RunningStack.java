package io.walgateway.cli.option;

import io.walgateway.cli.terminal.CliException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The ports of the stack on a data folder, in which {@code ./wal up} records them.
 *
 * @param base the gRPC port; the others are computed from it
 */
public record RunningStack(int base) {

    private static final int CONTROL_PLANE_OFFSET = 10;

    /**
     * Reads the record.
     *
     * @throws CliException if no stack was started on the folder, or it was ended
     */
    public static RunningStack on(Path data) {
        Path folder = data.toAbsolutePath().normalize();
        Properties record = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve("run").resolve("supervisor"))) {
            record.load(reader);
            return new RunningStack(Integer.parseInt(record.getProperty("port-base")));
        } catch (IOException | NumberFormatException notThere) {
            throw new CliException("no stack runs on " + folder + " (expected: one; ./wal up starts it)", notThere);
        }
    }

    public String server() {
        return "127.0.0.1:" + base;
    }

    public String controlPlane() {
        return "http://127.0.0.1:" + (base + CONTROL_PLANE_OFFSET);
    }
}
