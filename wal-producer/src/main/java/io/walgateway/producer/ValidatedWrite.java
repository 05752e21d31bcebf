package io.walgateway.producer;

import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.Violation;
import java.util.List;
import java.util.Optional;

/** The result of {@link WriteValidator}: the parts of a request in the core's terms, or its violations. */
public sealed interface ValidatedWrite {

    /**
     * A valid request.
     *
     * @param target     named by the request
     * @param provenance how the write came here; its trace is empty where only the call has one
     */
    record Valid(Message.Lifecycle lifecycle, Optional<TargetAddress> target, Message.Provenance provenance)
            implements ValidatedWrite {}

    /**
     * A request with violations.
     *
     * @param violations all that were found, not empty; paths are those of fields in {@code WriteToLogRequest}
     */
    record Invalid(List<Violation> violations) implements ValidatedWrite {}
}
