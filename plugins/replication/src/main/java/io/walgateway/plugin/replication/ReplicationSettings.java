package io.walgateway.plugin.replication;

import io.walgateway.core.plugin.KnownSettings;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.SettingValues;
import io.walgateway.core.replication.RegionalTarget;
import io.walgateway.core.replication.WriterAddresses;
import io.walgateway.core.units.ByteSizes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The settings under {@code replication}.
 *
 * @param writers     addresses, by the names that documents have for them; a name that is not here is resolved by DNS
 * @param writerPort  the port of addresses that have none
 * @param requestsMax the most requests under way to one writer group at once
 * @param batchMax    the most writes in one request
 * @param bytesMax    the most bytes of payloads in one request
 * @param compressed  whether requests are compressed
 */
record ReplicationSettings(
        Map<String, String> writers, int writerPort, int requestsMax, int batchMax, long bytesMax, boolean compressed) {
    private static final String TYPE = RegionalTarget.TYPE;
    private static final String WRITERS = "writers.";
    private static final String WRITER_PORT = "writer-port";
    private static final String REQUESTS_MAX = "requests-max";
    private static final String BATCH_MAX = "batch-writes-max";
    private static final String BYTES_MAX = "batch-bytes-max";
    private static final String COMPRESSION = "compression";
    private static final int PORT_DEFAULT = 7073;
    private static final int PORT_LIMIT = 65_535;
    private static final int REQUESTS_DEFAULT = 8;
    private static final int REQUESTS_LIMIT = 1_000;
    private static final int BATCH_DEFAULT = 500;
    /** What a writer accepts. */
    private static final int BATCH_LIMIT = 1_000;

    private static final long BYTES_DEFAULT = 1 << 20;
    private static final long BYTES_LIMIT = 8 << 20;
    private static final KnownSettings KNOWN = new KnownSettings(
            TYPE, Set.of(WRITER_PORT, REQUESTS_MAX, BATCH_MAX, BYTES_MAX, COMPRESSION), Set.of(), Set.of());

    ReplicationSettings {
        writers = Map.copyOf(writers);
    }

    /** @throws IllegalArgumentException with the path of a setting that is not valid or not known */
    static ReplicationSettings of(PluginContext context) {
        Map<String, String> settings = new TreeMap<>(context.settings());
        Map<String, String> writers = writers(settings);
        settings.keySet().removeIf(key -> key.startsWith(WRITERS));
        KNOWN.require(settings);
        return new ReplicationSettings(
                writers,
                number(settings, WRITER_PORT, PORT_LIMIT, PORT_DEFAULT),
                number(settings, REQUESTS_MAX, REQUESTS_LIMIT, REQUESTS_DEFAULT),
                number(settings, BATCH_MAX, BATCH_LIMIT, BATCH_DEFAULT),
                bytes(settings),
                isCompressed(settings.getOrDefault(COMPRESSION, "zstd")));
    }

    /** The address of a writer group that a document names. */
    String address(String writer) {
        return WriterAddresses.withPort(writers.getOrDefault(writer, writer), writerPort);
    }

    private static Map<String, String> writers(Map<String, String> settings) {
        Map<String, String> writers = new HashMap<>();
        settings.forEach((key, value) -> {
            if (key.startsWith(WRITERS)) {
                if (!WriterAddresses.isWriter(value)) {
                    throw invalid(key, value, WriterAddresses.EXPECTED);
                }
                writers.put(key.substring(WRITERS.length()), value);
            }
        });
        return writers;
    }

    private static int number(Map<String, String> settings, String key, int max, int fallback) {
        String text = settings.get(key);
        if (text == null) {
            return fallback;
        }
        return SettingValues.integer(TYPE + "." + key, text, 1, max);
    }

    private static long bytes(Map<String, String> settings) {
        String text = settings.get(BYTES_MAX);
        if (text == null) {
            return BYTES_DEFAULT;
        }
        return ByteSizes.parse(text)
                .filter(bytes -> bytes >= 1 && bytes <= BYTES_LIMIT)
                .orElseThrow(() -> invalid(BYTES_MAX, text, ByteSizes.expectation(1, BYTES_LIMIT)));
    }

    private static boolean isCompressed(String text) {
        return switch (text) {
            case "zstd" -> true;
            case "none" -> false;
            default -> throw invalid(COMPRESSION, text, "zstd or none");
        };
    }

    private static IllegalArgumentException invalid(String key, String value, String expectation) {
        return SettingValues.invalid(TYPE + "." + key, value, expectation);
    }
}
