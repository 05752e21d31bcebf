package io.walgateway.producer;

import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.Violation;
import java.util.List;
import java.util.Optional;

/** What {@link WriteValidator} found: the parts of a request in the core's words, or what is wrong with it. */
public sealed interface ValidatedWrite {

    /**
     * Nothing is wrong.
     *
     * @param target the one that the request names
     */
    record Valid(Message.Lifecycle lifecycle, Optional<TargetAddress> target) implements ValidatedWrite {}

    /**
     * Something is.
     *
     * @param violations all that were found, not empty; paths are those of fields in {@code WriteToLogRequest}
     */
    record Invalid(List<Violation> violations) implements ValidatedWrite {}
}
