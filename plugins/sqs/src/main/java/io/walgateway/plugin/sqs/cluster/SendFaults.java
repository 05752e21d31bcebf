package io.walgateway.plugin.sqs.cluster;

import io.walgateway.core.text.Reasons;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;

/**
 * Turns the error of a request into the fault that it proves. The SDK sends each request once at most: there are no
 * retries that could hide an earlier request.
 *
 * <ol>
 *   <li>A request that was never handed to a connection, or whose connection was never made, has stored nothing.
 *   <li>A 4xx answer is a refusal, given before anything is stored; except for 408, which says that time ran out.
 *   <li>Everything else is uncertain: 5xx, time-outs, lost connections.
 * </ol>
 */
public final class SendFaults {
    private static final int REQUEST_TIMEOUT = 408;
    private static final int CAUSES_MAX = 10;

    /** The SDK's addition to each of its messages; there is only ever one attempt. */
    private static final Pattern ATTEMPTS = Pattern.compile(" \\(SDK Attempt Count: \\d+\\)");

    private static final Set<String> NO_QUEUE = Set.of("queuedoesnotexist", "nonexistentqueue", "queuedeletedrecently");
    private static final Set<String> UNFIT = Set.of(
            "invalidmessagecontents",
            "invalidparametervalue",
            "batchrequesttoolong",
            "messagetoolong",
            "invalidattributevalue");
    private static final Set<String> FORBIDDEN = Set.of(
            "accessdenied",
            "accessdeniedexception",
            "authfailure",
            "expiredtoken",
            "expiredtokenexception",
            "invalidclienttokenid",
            "invalidsecurity",
            "kmsaccessdenied",
            "missingauthenticationtoken",
            "signaturedoesnotmatch",
            "unrecognizedclientexception");

    private SendFaults() {}

    /** What the failure of a whole request proves for each of its messages. */
    public static SendFault of(Throwable error, Transmission transmission) {
        if (error instanceof AwsServiceException answer) {
            int status = answer.statusCode();
            boolean refused = status >= 400 && status < 500 && status != REQUEST_TIMEOUT;
            return refused ? ofCode(code(answer)) : SendFault.UNCERTAIN;
        }
        return transmission.isBegun() && !isWithoutConnection(error) ? SendFault.UNCERTAIN : SendFault.UNREACHABLE;
    }

    /** What the failure of one message in an answered request proves. */
    public static SendFault of(BatchResultErrorEntry failed) {
        SendFault fault = ofCode(failed.code());
        boolean refused = Boolean.TRUE.equals(failed.senderFault()) || fault == SendFault.THROTTLED;
        return refused ? fault : SendFault.UNCERTAIN;
    }

    /**
     * True if SQS refused the request for its content. One of its entries may be at fault, and the others acceptable.
     */
    public static boolean mayBeOfOneEntry(Throwable error) {
        return error instanceof AwsServiceException
                && switch (of(error, new Transmission())) {
                    case UNFIT, REFUSED -> true;
                    case NO_QUEUE, FORBIDDEN, THROTTLED, CLOSED, FULL, UNREACHABLE, UNCERTAIN -> false;
                };
    }

    /** The error in one line, for answers and logs. */
    public static String text(Throwable error) {
        if (error instanceof AwsServiceException answer && answer.awsErrorDetails() != null) {
            return code(answer) + ": " + answer.awsErrorDetails().errorMessage();
        }
        if (isTimeout(error)) {
            return "no answer in time";
        }
        // The innermost error says what happened; the SDK's and the HTTP client's errors around it only say where.
        Throwable innermost = innermost(error);
        return ATTEMPTS.matcher(Reasons.of(innermost)).replaceAll("");
    }

    /** True if the request's time ran out without an answer. */
    public static boolean isTimeout(Throwable error) {
        return error instanceof ApiCallTimeoutException
                || error instanceof ApiCallAttemptTimeoutException
                || innermost(error) instanceof SocketTimeoutException;
    }

    private static Throwable innermost(Throwable error) {
        Throwable innermost = error;
        for (int depth = 0; innermost.getCause() != null && depth < CAUSES_MAX; depth++) {
            innermost = innermost.getCause();
        }
        return innermost;
    }

    static boolean isNoQueue(Throwable error) {
        return error instanceof AwsServiceException answer && ofCode(code(answer)) == SendFault.NO_QUEUE;
    }

    private static String code(AwsServiceException answer) {
        return answer.awsErrorDetails() == null
                ? "" + answer.statusCode()
                : String.valueOf(answer.awsErrorDetails().errorCode());
    }

    private static SendFault ofCode(String code) {
        String last = code.substring(code.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (NO_QUEUE.contains(last)) {
            return SendFault.NO_QUEUE;
        }
        if (UNFIT.contains(last)) {
            return SendFault.UNFIT;
        }
        if (FORBIDDEN.contains(last)) {
            return SendFault.FORBIDDEN;
        }
        return last.contains("throttl") || last.equals("overlimit") ? SendFault.THROTTLED : SendFault.REFUSED;
    }

    private static boolean isWithoutConnection(Throwable error) {
        Throwable cause = error;
        for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof ConnectTimeoutException
                    || cause instanceof ConnectionRequestTimeoutException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
