package io.walgateway.config.document;

import io.walgateway.config.document.node.Given;
import io.walgateway.config.document.node.GivenObject;
import io.walgateway.config.document.node.Values;
import io.walgateway.core.set.SetPolicy;
import io.walgateway.core.set.SetPolicy.OnRejected;
import java.util.List;

/** Reads the {@code sets} keys of a document. */
final class SetReader {
    static final List<String> PATHS = List.of("sets/parts-max", "sets/bytes-max", "sets/expiry", "sets/on-rejected");

    private SetReader() {}

    static SetPolicy read(GivenObject object) {
        Values values = new Values(object);
        return new SetPolicy(
                values.integer("sets/parts-max", 1, SetPolicy.PARTS_LIMIT).orElse(SetPolicy.DEFAULT.partsMax()),
                values.bytes("sets/bytes-max", 1, SetPolicy.BYTES_LIMIT).orElse(SetPolicy.DEFAULT.bytesMax()),
                values.duration("sets/expiry", SetPolicy.EXPIRY_LEAST, SetPolicy.EXPIRY_LIMIT)
                        .orElse(SetPolicy.DEFAULT.expiry()),
                object.get("sets/on-rejected")
                        .map(given -> onRejected(object, given))
                        .orElse(SetPolicy.DEFAULT.onRejected()));
    }

    private static OnRejected onRejected(GivenObject object, Given given) {
        return switch (given.node().asString("")) {
            case "stop" -> OnRejected.STOP;
            case "skip" -> OnRejected.SKIP;
            default -> {
                object.problems().add(given, "\"stop\" or \"skip\"");
                yield SetPolicy.DEFAULT.onRejected();
            }
        };
    }
}
