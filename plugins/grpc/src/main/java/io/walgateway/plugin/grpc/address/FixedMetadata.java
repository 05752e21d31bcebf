package io.walgateway.plugin.grpc.address;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.plugin.Shown;
import io.walgateway.core.plugin.Violation;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The metadata that a target's address asks for.
 *
 * @param values by name; binary where the name ends with {@code -bin}
 */
public record FixedMetadata(Map<String, Bytes> values) {
    static final int HEADERS_MAX = 50;
    static final String PREFIX = "headers.";

    private static final String RESERVED = "a name that the gateway or gRPC does not write itself (grpc-*, wal-*, te,"
            + " content-type, user-agent, authorization, idempotency-key, trace, connections)";

    public FixedMetadata {
        values = Map.copyOf(values);
    }

    /** Reads properties without violations. */
    static FixedMetadata of(Map<String, String> properties) {
        Map<String, Bytes> values = new TreeMap<>();
        properties.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                String name = name(key);
                values.put(name, value(name, value));
            }
        });
        return new FixedMetadata(values);
    }

    static List<Violation> check(Map<String, String> properties) {
        List<Violation> violations = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int bytes = 0;
        for (Map.Entry<String, String> property : new TreeMap<>(properties).entrySet()) {
            String key = property.getKey();
            if (key.startsWith(PREFIX)) {
                fault(name(key), property.getValue(), names)
                        .ifPresent(fault -> violations.add(fault.under(Shown.pointer(key))));
                bytes += MetadataNames.bytes(name(key), property.getValue().length());
            }
        }
        if (names.size() > HEADERS_MAX) {
            violations.add(new Violation("/headers", names.size() + " headers", "at most " + HEADERS_MAX));
        }
        if (bytes > MetadataNames.BYTES_MAX) {
            violations.add(new Violation(
                    "/headers",
                    bytes + " bytes",
                    "at most " + MetadataNames.BYTES_MAX + ", with 32 for each name and value"));
        }
        return violations;
    }

    /** The size of all, as HTTP/2 counts it. */
    public int bytes() {
        return values.entrySet().stream()
                .mapToInt(entry ->
                        MetadataNames.bytes(entry.getKey(), entry.getValue().size()))
                .sum();
    }

    private static String name(String key) {
        return MetadataNames.sent(key.substring(PREFIX.length()));
    }

    private static Bytes value(String name, String text) {
        return MetadataNames.isBinary(name) ? Bytes.wrap(Base64.getDecoder().decode(text)) : Bytes.utf8(text);
    }

    private static Optional<Violation> fault(String name, String value, Set<String> names) {
        if (!MetadataNames.isLegal(name)) {
            return fault(Shown.value(name), "the name of metadata: 1 to 256 letters, digits, _, . and -");
        }
        if (MetadataNames.isReserved(name)) {
            return fault("reserved", RESERVED);
        }
        if (!names.add(name)) {
            return fault("repeated", "each name once; upper and lower case are the same");
        }
        if (MetadataNames.isBinary(name)) {
            return isBase64(value) ? Optional.empty() : fault(Shown.value(value), "bytes in Base64");
        }
        return MetadataNames.isLegalText(value)
                ? Optional.empty()
                : fault(Shown.value(value), "printable ASCII, without spaces at its ends");
    }

    private static boolean isBase64(String value) {
        try {
            Base64.getDecoder().decode(value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<Violation> fault(String value, String expectation) {
        return Optional.of(new Violation("", value, expectation));
    }
}
