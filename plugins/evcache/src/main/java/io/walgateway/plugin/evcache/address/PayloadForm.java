package io.walgateway.plugin.evcache.address;

import java.util.Optional;

/** The encoding of payloads. */
public enum PayloadForm {
    PROTOBUF,
    JSON;

    static final String EXPECTED = "protobuf or json; absent: a payload that begins with { is JSON";

    static Optional<PayloadForm> parse(String text) {
        return switch (text) {
            case "protobuf" -> Optional.of(PROTOBUF);
            case "json" -> Optional.of(JSON);
            default -> Optional.empty();
        };
    }
}
