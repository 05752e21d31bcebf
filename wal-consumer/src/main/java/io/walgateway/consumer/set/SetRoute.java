package io.walgateway.consumer.set;

import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.RetryPolicy;
import io.walgateway.core.set.SetPolicy.OnRejected;
import io.walgateway.core.storage.Cancellations;
import io.walgateway.core.target.Destination;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The way of the parts of the sets that one pipeline applies.
 *
 * @param group         the pipeline's target, by its name in consumer groups
 * @param destinations  of the parts
 * @param retry         decides when a part is given up
 * @param onRejected    what then becomes of its set
 * @param cancellations of delayed messages, if durable storage has them
 * @param letters       take the parts that are skipped
 */
public record SetRoute(
        String group,
        Function<Message, Destination> destinations,
        RetryPolicy retry,
        Supplier<OnRejected> onRejected,
        Optional<Cancellations> cancellations,
        PartLetters letters) {}
