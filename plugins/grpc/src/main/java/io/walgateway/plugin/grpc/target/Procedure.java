package io.walgateway.plugin.grpc.target;

import io.grpc.MethodDescriptor;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import java.util.Optional;

/**
 * How a message becomes a request, and an answer an outcome.
 *
 * @param <Q> the request
 * @param <R> the answer
 */
interface Procedure<Q, R> {

    MethodDescriptor<Q, R> method();

    Q request(DeliveryAttempt attempt);

    /**
     * The outcome of a call that ended with OK.
     *
     * @param server for error messages
     */
    DeliveryOutcome outcome(Optional<R> answer, String server);

    /** True if the request has the message's id, namespace, times, key and headers, so that metadata need not have them. */
    boolean describesMessage();
}
