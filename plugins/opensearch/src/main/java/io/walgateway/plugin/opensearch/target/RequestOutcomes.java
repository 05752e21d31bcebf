package io.walgateway.plugin.opensearch.target;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.target.BatchRefusedException;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.text.Printable;
import io.walgateway.plugin.opensearch.cluster.Reply;

/** The only place where the end of a request without answers to its entries becomes the outcome of all its entries. */
final class RequestOutcomes {
    private static final int TEXT_BYTES_MAX = 512;

    private RequestOutcomes() {}

    static DeliveryOutcome of(Reply.NotSent reply) {
        return new DeliveryOutcome.Unavailable(reply.why());
    }

    static DeliveryOutcome of(Reply.Late reply) {
        return new DeliveryOutcome.Unknown(reply.why() + "; the request may have arrived");
    }

    /**
     * A connection broke. One entry may have broken the node, or its proxy.
     *
     * @throws BatchRefusedException if there are several entries
     */
    static DeliveryOutcome of(Reply.Broken reply, int entries) {
        if (entries > 1) {
            throw new BatchRefusedException(reply.why());
        }
        return new DeliveryOutcome.Unknown(reply.why() + "; the request may have arrived");
    }

    /**
     * An answer to the request as a whole.
     *
     * @throws BatchRefusedException if one of several entries may have caused it
     */
    static DeliveryOutcome of(Reply.Answered answer, int entries) {
        String why = answer.node() + " answered " + answer.status() + text(answer.body());
        return switch (answer.status()) {
            case 429, 503 -> new DeliveryOutcome.Throttled(AskedPause.of(answer.retryAfter()), why);
            case 400, 413 -> {
                requireOne(entries, why);
                yield new DeliveryOutcome.Rejected(why);
            }
            case 500 -> {
                requireOne(entries, why);
                yield new DeliveryOutcome.Failed(why);
            }
            case 200, 502, 504 -> new DeliveryOutcome.Unknown(why + "; expected answers to " + entries + " entries");
            default -> new DeliveryOutcome.Unavailable(why);
        };
    }

    private static void requireOne(int entries, String why) {
        if (entries > 1) {
            throw new BatchRefusedException(why);
        }
    }

    private static String text(Bytes body) {
        return BulkAnswer.error(body)
                .map(error -> ": " + ItemOutcomes.why(error))
                .orElseGet(() -> {
                    String text = Bytes.wrap(body.unsafeArray(), 0, Math.min(body.size(), TEXT_BYTES_MAX))
                            .asUtf8();
                    return text.isBlank() ? "" : ": " + Printable.of(text.strip());
                });
    }
}
