package io.walgateway.plugin.opensearch.cluster;

import io.walgateway.core.message.Bytes;
import java.util.Optional;

/** The end of an exchange. Each reason names the node. */
public sealed interface Reply {

    /** A whole answer. */
    record Answered(String node, int status, Optional<String> retryAfter, Bytes body) implements Reply {}

    /** No node took a connection, or there are no credentials: nothing was sent. */
    record NotSent(String why) implements Reply {}

    /** The connection broke. The request may have arrived. */
    record Broken(String why) implements Reply {}

    /** No whole answer in time. The request may have arrived. */
    record Late(String why) implements Reply {}
}
