package io.walgateway.example.stack;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/**
 * The ports of the stack that {@code ./wal up} has started.
 *
 * @param base    the gRPC port, of the first region if there are regions
 * @param regions empty: it has none
 */
public record LocalStack(int base, List<String> regions) {
    private static final String HOST = "127.0.0.1";
    private static final int REGION_STEP = 50;
    private static final int CONTROL_PLANE = 10;
    private static final int KAFKA = 20;
    private static final int CASSANDRA = 22;
    private static final int OPENSEARCH = 24;

    public LocalStack {
        regions = List.copyOf(regions);
    }

    /**
     * The stack on a data folder.
     *
     * @throws IOException if none runs there
     */
    public static LocalStack on(Path data) throws IOException {
        Properties record = new Properties();
        try (Reader reader = Files.newBufferedReader(data.resolve("run").resolve("supervisor"))) {
            record.load(reader);
            return new LocalStack(
                    Integer.parseInt(record.getProperty("port-base", "")),
                    Arrays.stream(record.getProperty("regions", "").split(","))
                            .filter(region -> !region.isEmpty())
                            .toList());
        } catch (IOException | NumberFormatException e) {
            throw new IOException("no stack runs on " + data + " (expected: one; ./wal up starts it)", e);
        }
    }

    /** The server of a region. */
    public String server(String region) {
        return HOST + ":" + (base + number(region) * REGION_STEP);
    }

    /** The bootstrap servers of a region. */
    public String kafka(String region) {
        return HOST + ":" + (base + number(region) * REGION_STEP + KAFKA);
    }

    /** The server, of the first region if there are regions. */
    public String server() {
        return HOST + ":" + base;
    }

    public URI controlPlane() {
        return URI.create("http://" + HOST + ":" + (base + CONTROL_PLANE));
    }

    public InetSocketAddress cassandra() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), base + CASSANDRA);
    }

    public URI openSearch() {
        return URI.create("http://" + HOST + ":" + (base + OPENSEARCH));
    }

    private int number(String region) {
        int number = regions.indexOf(region);
        if (number < 0) {
            throw new IllegalArgumentException(
                    "region: " + region + " (expected: one of " + String.join(", ", regions) + ")");
        }
        return number;
    }
}
