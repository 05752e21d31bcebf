package io.walgateway.server;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.walgateway.core.identity.Decision;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.set.SetRules;
import io.walgateway.core.text.Printable;
import io.walgateway.proto.v1.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The only place that gives a rejection its status, its message and its details. They travel in trailers, which clients
 * limit to 8 KiB: they stay small whatever a caller sent.
 */
final class Rejections {
    /** Long enough for requests in flight to be answered, short enough not to waste time. */
    static final Duration RETRY_WHEN_OVERLOADED =
            Duration.newBuilder().setNanos(100_000_000).build();

    static final Duration RETRY_WHEN_NOT_READY =
            Duration.newBuilder().setSeconds(1).build();

    private static final String PART = "batch_part";
    private static final String TARGET = "target";
    private static final int VIOLATIONS_MAX = 5;
    private static final int MESSAGE_CHARS_MAX = 1000;
    private static final int FIELD_CHARS_MAX = 120;
    private static final int DESCRIPTION_CHARS_MAX = 250;

    private Rejections() {}

    static Status status(Answer.Rejected rejected) {
        return switch (rejected) {
            case Answer.NamespaceIllegal(String name) -> invalid(List.of(illegalName(name)));
            case Answer.NamespaceUnknown(String name) ->
                refused(Code.NOT_FOUND, List.of(new Violation("namespace", name, "a namespace that exists")));
            case Answer.NamespaceEnding(String name) ->
                refused(
                        Code.NOT_FOUND,
                        List.of(new Violation(
                                "namespace",
                                name,
                                "a namespace that is not ending: this one is deleted as soon as all it holds is"
                                        + " delivered")));
            case Answer.NotAllowed(Decision.Denied denied) -> status(Code.PERMISSION_DENIED, denied.toString());
            case Answer.TargetNotAllowed(String namespace, String type) ->
                refused(
                        Code.PERMISSION_DENIED,
                        List.of(new Violation(
                                TARGET,
                                type,
                                "a target that the request-targets of " + namespace + " allow, or none")));
            case Answer.Invalid(List<Violation> violations) -> invalid(violations);
            case Answer.Incomplete incomplete -> status(incomplete);
            case Answer.SetUnknown(String id) ->
                refused(
                        Code.NOT_FOUND,
                        List.of(new Violation("batch_id", id, "a mutation set that exists and is not forgotten")));
            case Answer.StorageAway(String why) ->
                retryable(Code.UNAVAILABLE, "durable storage: " + why, RETRY_WHEN_NOT_READY);
            case Answer.NotServed(List<String> gaps) -> status(Code.FAILED_PRECONDITION, String.join("; ", gaps));
            case Answer.Overloaded(String limit) ->
                retryable(Code.RESOURCE_EXHAUSTED, "overloaded: " + limit, RETRY_WHEN_OVERLOADED);
            case Answer.NotReady() ->
                retryable(Code.UNAVAILABLE, "not ready: the namespaces are not known yet", RETRY_WHEN_NOT_READY);
            case Answer.Broken(String why) -> status(Code.INTERNAL, "nothing was appended: " + why);
            case Answer.Unread unread -> status(unread);
        };
    }

    /** The first missing sequences are in the message and, for programs, in the details. */
    private static Status status(Answer.Incomplete incomplete) {
        String missing = SetRules.named(incomplete.missing());
        String set = shown(incomplete.set());
        return status(
                Code.FAILED_PRECONDITION,
                PART + ": set " + set + " of " + incomplete.total() + " parts lacks " + missing
                        + " (expected: all parts before the marker)",
                PreconditionFailure.newBuilder()
                        .addViolations(PreconditionFailure.Violation.newBuilder()
                                .setType("SET_INCOMPLETE")
                                .setSubject(set)
                                .setDescription(missing))
                        .build());
    }

    /**
     * The codes are those of gRPC's own status table, except for bytes that are not a message: there the caller's
     * argument is invalid.
     */
    private static Status status(Answer.Unread unread) {
        return switch (unread) {
            case Answer.TooLarge(int bytesMax) ->
                refused(
                        Code.RESOURCE_EXHAUSTED,
                        List.of(new Violation(
                                "payload",
                                "a message of more than " + bytesMax + " bytes",
                                "at most " + bytesMax + " bytes in one message (grpc.message-bytes-max)")));
            case Answer.InflatesTooFar(int ratioMax) ->
                invalid(List.of(new Violation(
                        "payload",
                        "a message that inflates to more than " + ratioMax + " times its size",
                        "less compression, or none")));
            case Answer.NotInflatable(String why) -> status(Code.INTERNAL, "the message cannot be inflated: " + why);
            case Answer.NotParsable(String why) ->
                invalid(List.of(new Violation("request", "no message: " + why, "a protobuf message of the method")));
            case Answer.NoRoom(String limit) -> status(new Answer.Overloaded(limit));
        };
    }

    /** The same for one write of a stream. */
    static Refusal refusal(Answer.Rejected rejected) {
        Status status = status(rejected);
        Refusal.Builder refusal = Refusal.newBuilder().setCode(status.getCode()).setMessage(status.getMessage());
        switch (rejected) {
            case Answer.NamespaceIllegal _, Answer.NamespaceUnknown _, Answer.NamespaceEnding _, Answer.NotAllowed _ ->
                refusal.setField("namespace");
            case Answer.Invalid(List<Violation> violations) ->
                refusal.setField(shown(violations.getFirst().path()));
            case Answer.Overloaded _ -> refusal.setRetryAfter(RETRY_WHEN_OVERLOADED);
            case Answer.NotReady _, Answer.StorageAway _ -> refusal.setRetryAfter(RETRY_WHEN_NOT_READY);
            case Answer.SetUnknown _ -> refusal.setField("batch_id");
            case Answer.TargetNotAllowed _ -> refusal.setField(TARGET);
            case Answer.Incomplete _ -> refusal.setField(PART);
            case Answer.NotServed _, Answer.Broken _, Answer.Unread _ -> {}
        }
        return refusal.build();
    }

    private static Violation illegalName(String name) {
        return new Violation(
                "namespace",
                name.isEmpty() ? "empty" : name,
                "1 to 100 characters out of A-Z a-z 0-9 . _ -, not . or ..");
    }

    private static Status invalid(List<Violation> violations) {
        return refused(Code.INVALID_ARGUMENT, violations);
    }

    private static Status refused(Code code, List<Violation> violations) {
        BadRequest.Builder details = BadRequest.newBuilder();
        List<String> words = new ArrayList<>();
        violations.stream().limit(VIOLATIONS_MAX).forEach(violation -> {
            String field = shown(violation.path());
            String value = shown(violation.value());
            String description = value + " (expected: " + cut(violation.expectation(), DESCRIPTION_CHARS_MAX) + ")";
            details.addFieldViolations(
                    BadRequest.FieldViolation.newBuilder().setField(field).setDescription(description));
            words.add(field + ": " + description);
        });
        if (violations.size() > VIOLATIONS_MAX) {
            words.add("and " + (violations.size() - VIOLATIONS_MAX) + " more");
        }
        return status(code, words.stream().collect(Collectors.joining("; ")), details.build());
    }

    private static Status retryable(Code code, String message, Duration wait) {
        return status(code, message, RetryInfo.newBuilder().setRetryDelay(wait).build());
    }

    private static Status status(Code code, String message, Message... details) {
        Status.Builder status =
                Status.newBuilder().setCode(code.getNumber()).setMessage(cut(message, MESSAGE_CHARS_MAX));
        for (Message detail : details) {
            status.addDetails(Any.pack(detail));
        }
        return status.build();
    }

    /** Caller input, which ends up in logs and terminals. */
    private static String shown(String given) {
        return Printable.of(cut(given, FIELD_CHARS_MAX));
    }

    private static String cut(String text, int charsMax) {
        return text.length() <= charsMax ? text : text.substring(0, charsMax - 3) + "...";
    }
}
