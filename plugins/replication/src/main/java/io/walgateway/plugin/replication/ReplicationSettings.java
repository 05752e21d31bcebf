package io.walgateway.plugin.replication;

import io.walgateway.core.access.CallerTls;
import io.walgateway.core.plugin.KnownSettings;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.SettingValues;
import io.walgateway.core.replication.RegionalTarget;
import io.walgateway.core.replication.WriterAddresses;
import io.walgateway.core.target.BatchLimits;
import io.walgateway.core.tls.TlsTerms;
import io.walgateway.core.units.ByteSizes;
import io.walgateway.core.units.Durations;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings under {@code replication}.
 *
 * @param writers     addresses, by the names that documents have for them; a name that is not here is resolved by DNS
 * @param writerPort  the port of addresses that have none
 * @param requests    the bounds of the requests to one writer group
 * @param compressed  whether requests are compressed
 * @param tls         empty: requests are not encrypted
 */
record ReplicationSettings(
        Map<String, String> writers, int writerPort, BatchLimits requests, boolean compressed, Optional<TlsTerms> tls) {
    private static final String TYPE = RegionalTarget.TYPE;
    private static final String WRITERS = "writers.";
    private static final String WRITER_PORT = "writer-port";
    private static final String REQUESTS_MAX = "requests-max";
    private static final String BATCH_MAX = "batch-writes-max";
    private static final String BYTES_MAX = "batch-bytes-max";
    private static final String COMPRESSION = "compression";
    private static final int PORT_DEFAULT = 7073;
    private static final int PORT_LIMIT = 65_535;
    private static final String GATHER_MAX = "gather-max";
    /** With {@link #GATHER_DEFAULT}, more than a round trip of 300 ms can have under way: no write waits for an answer. */
    private static final int REQUESTS_DEFAULT = 64;

    private static final String GATHER_DEFAULT = "5ms";
    private static final int BATCH_DEFAULT = 500;
    /** What a writer accepts. */
    private static final int BATCH_LIMIT = 1_000;

    private static final long BYTES_LIMIT = 8 << 20;
    private static final KnownSettings KNOWN = new KnownSettings(
            TYPE,
            Stream.concat(
                            Stream.of(WRITER_PORT, REQUESTS_MAX, BATCH_MAX, BYTES_MAX, GATHER_MAX, COMPRESSION),
                            CallerTls.KEYS.stream())
                    .collect(Collectors.toUnmodifiableSet()),
            Set.of(),
            Set.of());

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
                requests(settings),
                isCompressed(settings.getOrDefault(COMPRESSION, "zstd")),
                CallerTls.read(TYPE, key -> Optional.ofNullable(settings.get(key))));
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
        return SettingValues.integer(path(key), text, 1, max);
    }

    private static BatchLimits requests(Map<String, String> settings) {
        return new BatchLimits(
                number(settings, BATCH_MAX, BATCH_LIMIT, BATCH_DEFAULT),
                ByteSizes.require(path(BYTES_MAX), settings.getOrDefault(BYTES_MAX, "1MiB"), 1, BYTES_LIMIT),
                number(settings, REQUESTS_MAX, BatchLimits.REQUESTS_LIMIT, REQUESTS_DEFAULT),
                Durations.require(
                        path(GATHER_MAX),
                        settings.getOrDefault(GATHER_MAX, GATHER_DEFAULT),
                        Duration.ZERO,
                        Duration.ofSeconds(1)));
    }

    private static boolean isCompressed(String text) {
        return switch (text) {
            case "zstd" -> true;
            case "none" -> false;
            default -> throw invalid(COMPRESSION, text, "zstd or none");
        };
    }

    private static IllegalArgumentException invalid(String key, String value, String expectation) {
        return SettingValues.invalid(path(key), value, expectation);
    }

    private static String path(String key) {
        return TYPE + "." + key;
    }
}
