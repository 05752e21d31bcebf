package io.walgateway.cli.option;

import io.walgateway.cli.rest.CommandTls;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.core.text.NearestKey;
import io.walgateway.core.tls.TlsFileSet;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * The ports of the stack on a data folder, in which {@code ./wal up} records them.
 *
 * @param base    the gRPC port; the others are computed from it
 * @param regions empty if the stack has none; the ports of each are {@value #REGION_STEP} higher than those before it
 * @param tls     the operator's files in a stack that speaks TLS alone
 */
public record RunningStack(int base, List<String> regions, Optional<CommandTls> tls) {

    private static final int CONTROL_PLANE_OFFSET = 10;
    private static final int KEY_VALUE_OFFSET = 5;
    private static final int REGION_STEP = 50;

    public RunningStack {
        regions = List.copyOf(regions);
    }

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
            return new RunningStack(
                    Integer.parseInt(record.getProperty("port-base")),
                    Arrays.stream(record.getProperty("regions", "").split(","))
                            .filter(region -> !region.isEmpty())
                            .toList(),
                    operator(folder));
        } catch (IOException | NumberFormatException notThere) {
            throw new CliException("no stack runs on " + folder + " (expected: one; ./wal up starts it)", notThere);
        }
    }

    /**
     * The server of a region.
     *
     * @param region empty text: of the first one, or of a stack without regions
     * @throws CliException if the stack has no such region
     */
    public String server(String region) {
        int number = region.isEmpty() ? 0 : regions.indexOf(region);
        if (number < 0) {
            throw CliException.misused("--region: %s (expected: %s)%s"
                    .formatted(
                            region,
                            regions.isEmpty() ? "none; this stack has no regions" : String.join(", ", regions),
                            NearestKey.of(region, regions)
                                    .map(near -> "; did you mean " + near + "?")
                                    .orElse("")));
        }
        return "127.0.0.1:" + (base + number * REGION_STEP);
    }

    /** The Key-Value service, if the stack has one. */
    public String keyValue() {
        return "127.0.0.1:" + (base + KEY_VALUE_OFFSET);
    }

    public String controlPlane() {
        return (tls.isPresent() ? "https" : "http") + "://127.0.0.1:" + (base + CONTROL_PLANE_OFFSET);
    }

    /**
     * The certificate with which an operator calls a stack that speaks TLS alone.
     *
     * @param data the stack's folder
     * @return empty if the stack does not encrypt
     */
    public static Optional<CommandTls> operator(Path data) {
        if (!Files.exists(secureMark(data))) {
            return Optional.empty();
        }
        Path files = tlsFolder(data);
        return Optional.of(new CommandTls(new TlsFileSet(
                Optional.of(files.resolve("operator.pem")),
                Optional.of(files.resolve("operator.key")),
                Optional.of(files.resolve("ca.pem")))));
    }

    /** Exists while the running stack speaks TLS alone. */
    public static Path secureMark(Path data) {
        return data.resolve("run").resolve("secure");
    }

    /** Where a stack keeps its authority and its certificates. */
    public static Path tlsFolder(Path data) {
        return data.resolve("tls");
    }
}
