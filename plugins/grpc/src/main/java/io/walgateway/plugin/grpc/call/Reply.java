package io.walgateway.plugin.grpc.call;

import io.grpc.Metadata;
import io.grpc.Status;
import java.util.Optional;

/**
 * What came of a call.
 *
 * @param status   the server's where the stage is {@link Stage#ANSWERED}, otherwise this side's
 * @param answer   the first message of the answer
 * @param messages the number of messages that were received; one too many ends the call
 * @param <R>      a message of the answer
 */
public record Reply<R>(Stage stage, Status status, Metadata trailers, Optional<R> answer, int messages) {
    /** gRPC makes a status of an answer that is HTTP alone, as proxies give it. */
    private static final String OF_HTTP = "HTTP status code ";

    /** True if the status is the server's, or that of a proxy before it. */
    public boolean isAnswered() {
        return stage == Stage.ANSWERED || (stage == Stage.SENT && description().startsWith(OF_HTTP));
    }

    /** The words of the status; empty text: none. */
    public String description() {
        String words = status.getDescription();
        return words == null ? "" : words;
    }
}
