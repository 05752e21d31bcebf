package io.walgateway.server;

import io.walgateway.core.identity.Decision;
import io.walgateway.core.plugin.Violation;
import io.walgateway.proto.v1.WriteToLogResponse;
import java.util.List;

/** The answer to one write, before it is translated for an rpc. */
sealed interface Answer {

    /** The queue's own answer. */
    record Settled(WriteToLogResponse response) implements Answer {}

    /** Nothing was appended; {@link Rejections} turns it into a status. */
    sealed interface Rejected extends Answer {}

    /** No namespace can have this name. */
    record NamespaceIllegal(String name) implements Rejected {}

    /** No namespace of this name is known here. */
    record NamespaceUnknown(String name) implements Rejected {}

    /** The namespace accepts no writes: it is deleted once everything it holds is delivered. */
    record NamespaceEnding(String name) implements Rejected {}

    /** The caller lacks a permission. */
    record NotAllowed(Decision.Denied denied) implements Rejected {}

    /** The document, or else the deployment, does not allow requests to name this target. */
    record TargetNotAllowed(String namespace, String type) implements Rejected {}

    record Invalid(List<Violation> violations) implements Rejected {}

    /** The marker of a set whose parts are not all there. */
    record Incomplete(String set, int total, List<Integer> missing) implements Rejected {}

    /** There is no mutation set with this id. */
    record SetUnknown(String id) implements Rejected {}

    /** The durable storage that has the mutation set is away. */
    record StorageAway(String why) implements Rejected {}

    record NotServed(List<String> gaps) implements Rejected {}

    /** Too many requests or bytes in flight. */
    record Overloaded(String limit) implements Rejected {}

    /** The namespaces are not known yet. */
    record NotReady() implements Rejected {}

    /** A plugin broke its contract and failed before anything was appended. */
    record Broken(String why) implements Rejected {}

    /** A message that never became a request; the call ends with it. */
    sealed interface Unread extends Rejected {}

    /** The message is larger than the limit, as it arrived or once inflated. */
    record TooLarge(int bytesMax) implements Unread {}

    /** Compressed data that inflates to far more than its own size. */
    record InflatesTooFar(int ratioMax) implements Unread {}

    /** Compressed data that cannot be inflated. */
    record NotInflatable(String why) implements Unread {}

    /** The bytes are not the message that the method expects. */
    record NotParsable(String why) implements Unread {}

    /** Too many bytes are arriving now. */
    record NoRoom(String limit) implements Unread {}
}
