package io.walgateway.plugin.wal.connection;

import io.grpc.Status;
import io.walgateway.proto.v1.WriteToLogResponse;
import java.time.Duration;
import java.util.Optional;

/** What became of one write. */
public sealed interface Reply {

    /** The answer of the namespace's queue. */
    record Settled(WriteToLogResponse response) implements Reply {}

    /**
     * The gateway refused the write; nothing was appended.
     *
     * @param field      the field at fault, as a path in {@code WriteToLogRequest}; empty: none is
     * @param retryAfter present if waiting helps
     */
    record Refused(Status.Code code, String field, String why, Optional<Duration> retryAfter) implements Reply {}

    /**
     * There was no answer: the call failed, or there was no connection.
     *
     * @param sent false if the write has certainly not left this process
     */
    record Broken(Status.Code code, String why, boolean sent) implements Reply {}

    /** The write was sent, and not answered in time. */
    record Silent() implements Reply {}

    /** The write was not sent, because too many others were under way. */
    record NoRoom(String why) implements Reply {}
}
