package io.walgateway.plugin.opensearch.target;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.text.Printable;
import io.walgateway.plugin.opensearch.address.IndexAddress;
import io.walgateway.plugin.opensearch.document.JsonFault;
import io.walgateway.plugin.opensearch.target.ItemAnswer.ServerError;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The only place where the answer to one entry becomes an outcome. */
final class ItemOutcomes {
    static final int REASON_CHARS_MAX = 500;

    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERRORS = 500;
    private static final Set<Integer> ASK_FOR_LESS = Set.of(429, 503);
    /** Types of errors that are the index's or the cluster's, whatever the entry is. */
    private static final Set<String> NOT_WRITABLE =
            Set.of("cluster_block_exception", "index_closed_exception", "security_exception");

    private static final Pattern NO_PIPELINE = Pattern.compile("pipeline with id \\[.*] does not exist");
    private static final Pattern PREVIEW = Pattern.compile("\\s*Preview of field's value: .*", Pattern.DOTALL);
    private static final String UNSAID = "failed to parse";

    private ItemOutcomes() {}

    /**
     * The outcome of one entry.
     *
     * @param index   where it went, for error messages
     * @param payload of its message
     */
    static DeliveryOutcome of(ItemAnswer answer, IndexAddress address, String index, Bytes payload) {
        if (answer.error().isEmpty()) {
            return withoutError(answer, index);
        }
        ServerError error = answer.error().get();
        String why = "index " + Printable.of(index) + ": " + answer.status() + " " + why(error);
        if (answer.status() == CONFLICT && error.type().equals("version_conflict_engine_exception")) {
            // A later write has this document already: the same state as if this one had come first.
            return DeliveryOutcome.DELIVERED;
        }
        if (ASK_FOR_LESS.contains(answer.status())) {
            return new DeliveryOutcome.Throttled(AskedPause.DEFAULT, why);
        }
        if (NOT_WRITABLE.contains(error.type())) {
            // One old index of many must not hold up the others.
            return address.index().isFixed() ? new DeliveryOutcome.Unavailable(why) : new DeliveryOutcome.Absent(why);
        }
        if (answer.status() == NOT_FOUND || NO_PIPELINE.matcher(error.reason()).matches()) {
            return new DeliveryOutcome.Absent(why);
        }
        return answer.status() >= SERVER_ERRORS
                ? new DeliveryOutcome.Failed(why)
                : new DeliveryOutcome.Rejected(
                        JsonFault.of(payload).filter(_ -> !payload.isEmpty()).orElse(why));
    }

    /** The server's reason, without the payload's values that it may quote. */
    static String why(ServerError error) {
        String reason = PREVIEW.matcher(error.reason()).replaceAll("");
        Optional<String> cause = error.causeType().isEmpty() ? Optional.empty() : Optional.of(error.causeType());
        String more = reason.equals(UNSAID) && !error.causeReason().isEmpty()
                ? ": " + error.causeReason()
                : cause.map(type -> " (" + type + ")").orElse("");
        return Printable.of(error.type() + ": " + reason + more, REASON_CHARS_MAX);
    }

    /** A delete of what is not there is answered with 404 and no error. */
    private static DeliveryOutcome withoutError(ItemAnswer answer, String index) {
        boolean isDone = (answer.status() >= 200 && answer.status() < 300) || answer.status() == NOT_FOUND;
        return isDone
                ? DeliveryOutcome.DELIVERED
                : new DeliveryOutcome.Failed(
                        "index " + Printable.of(index) + ": " + answer.status() + " without a reason");
    }
}
