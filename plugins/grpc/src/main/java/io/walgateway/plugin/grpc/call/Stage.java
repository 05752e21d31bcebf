package io.walgateway.plugin.grpc.call;

/** How far a call came. */
public enum Stage {
    /** There was no connection for it: nobody has received anything. */
    WAITING,
    /** There was a connection, but none of the call was sent. */
    CONNECTED,
    /** It was sent, at least in part: the application may have received it. */
    SENT,
    /** The server has answered with a status. */
    ANSWERED
}
