package io.walgateway.server;

import io.walgateway.core.plugin.Violation;
import io.walgateway.proto.v1.WriteToLogResponse;
import java.util.List;

/** What one write is answered with, before it is put into the words of an rpc. */
sealed interface Answer {

    /** The queue's own answer. */
    record Settled(WriteToLogResponse response) implements Answer {}

    /** Nothing was appended; {@link Rejections} finds the words. */
    sealed interface Rejected extends Answer {}

    /** No namespace can have this name. */
    record NamespaceIllegal(String name) implements Rejected {}

    /** There is no namespace of this name, as far as is known here. */
    record NamespaceUnknown(String name) implements Rejected {}

    /** The namespace takes no writes: it is deleted when all it holds is delivered. */
    record NamespaceEnding(String name) implements Rejected {}

    /** Not every caller may write to this namespace, and it is not known who this one is. */
    record NotAllowed(String namespace) implements Rejected {}

    record Invalid(List<Violation> violations) implements Rejected {}

    record NotServed(List<String> gaps) implements Rejected {}

    /** As much is in flight as may be. */
    record Overloaded(String limit) implements Rejected {}

    /** The namespaces are not known yet. */
    record NotReady() implements Rejected {}

    /** A plugin failed where it must not, before anything was appended. */
    record Broken(String why) implements Rejected {}

    /** A message that never became a request; the call ends with it. */
    sealed interface Unread extends Rejected {}

    /** Larger than any message may be, as it arrived or once inflated. */
    record TooLarge(int bytesMax) implements Unread {}

    /** Compressed data that inflates to far more than its own size. */
    record InflatesTooFar(int ratioMax) implements Unread {}

    /** Compressed data that cannot be inflated. */
    record NotInflatable(String why) implements Unread {}

    /** The bytes are not the message that the method takes. */
    record NotParsable(String why) implements Unread {}

    /** There is no room for the bytes now. */
    record NoRoom(String limit) implements Unread {}
}
