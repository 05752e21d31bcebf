package io.walgateway.client.cache;

/** Whether a change is in the log. */
public sealed interface LogOutcome {

    /**
     * The change is durable in the log; it will be delivered or dead-lettered.
     *
     * @param where the message's id, or its position in the topic, such as {@code profiles/3@4711}
     */
    record Appended(String where) implements LogOutcome {}

    /**
     * It is certain that the change is not in the log.
     *
     * @param why the reason, for people
     */
    record NotAppended(String why) implements LogOutcome {}

    /**
     * The change may or may not be in the log.
     *
     * @param why the reason, for people
     */
    record Unknown(String why) implements LogOutcome {}

    /** Nothing was appended, because the local write succeeded and the log is only for changes that failed. */
    record NotNeeded() implements LogOutcome {}
}
