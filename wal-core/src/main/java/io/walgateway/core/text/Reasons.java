package io.walgateway.core.text;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why something failed, in words for callers and logs: one line, without class names, never empty. A host that cannot
 * be resolved is named as such, however deep in the causes it is.
 */
public final class Reasons {
    private static final int CAUSES_MAX = 10;
    private static final int CHARS_MAX = 1_000;
    /** The JDK's HTTP client goes on with the bytes that it received. */
    private static final String NO_HTTP = "parsing HTTP/1.1 status line";

    private static final String UNRESOLVED_HOST = "the host cannot be resolved";

    /** {@code host/<unresolved>:9042}, as Java prints addresses whose host it could not, or did not, resolve. */
    private static final Pattern UNRESOLVED = Pattern.compile("([^\\s/\\[(=,]*)/<unresolved>(:\\d+)?");

    /** An address, which nobody has to resolve. */
    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|[0-9a-fA-F]*:[0-9a-fA-F:.%]*");

    /** {@code java.net.ConnectException: } in a message: its words follow. */
    private static final Pattern QUALIFIED =
            Pattern.compile("\\b(?:[a-z_][a-z0-9_]*\\.){2,}[A-Z][\\w$]*(?:@[0-9a-f]+)?(?:: ?(?:null\\b)?)?");
    /** {@code ConnectException: }, the same without its package. */
    private static final Pattern SIMPLE = Pattern.compile("\\b[A-Z][\\w$]*(?:Exception|Error)\\b(?:: ?(?:null\\b)?)?");

    private static final Pattern TRAILING = Pattern.compile("^[\\s:]+|[\\s:]+$");

    private Reasons() {}

    /** The reason of a failure, at most 1,000 characters. */
    public static String of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            if (cause instanceof UnknownHostException unknown) {
                return unresolved(unknown);
            }
            if (cause instanceof UnresolvedAddressException) {
                return UNRESOLVED_HOST;
            }
            cause = cause.getCause();
        }
        return Printable.of(told(failure), CHARS_MAX);
    }

    /** The first message in the chain that is not empty. */
    private static String told(Throwable failure) {
        Throwable cause = failure;
        Throwable last = failure;
        for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            last = cause;
            String words = isWrapper(cause) ? "" : words(cause);
            if (!words.isEmpty()) {
                return words;
            }
            cause = cause.getCause();
        }
        return kind(last);
    }

    /** The failure only repeats its cause, including the class name. */
    private static boolean isWrapper(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause != null
                && (failure instanceof CompletionException
                        || failure instanceof ExecutionException
                        || failure instanceof UncheckedIOException
                        || cause.toString().equals(failure.getMessage()));
    }

    private static String words(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank() || message.equals("null")) {
            return "";
        }
        return switch (failure) {
            case NoSuchFileException absent -> absent.getFile() + " does not exist";
            case AccessDeniedException denied -> denied.getFile() + ": access is denied";
            default -> withoutNames(message);
        };
    }

    private static String withoutNames(String message) {
        if (message.startsWith(NO_HTTP)) {
            return "the answer is not HTTP/1.1";
        }
        Matcher unresolved = UNRESOLVED.matcher(message);
        while (unresolved.find()) {
            if (!NUMERIC.matcher(unresolved.group(1)).matches()) {
                return unresolved(unresolved.group(1));
            }
        }
        String addressed = unresolved.replaceAll("$1$2");
        String words =
                SIMPLE.matcher(QUALIFIED.matcher(addressed).replaceAll("")).replaceAll("");
        return TRAILING.matcher(words).replaceAll("");
    }

    private static String unresolved(UnknownHostException unknown) {
        String message = unknown.getMessage() == null ? "" : unknown.getMessage();
        return unresolved(message.split("[:\\s]", 2)[0]);
    }

    private static String unresolved(String host) {
        return host.isEmpty() ? UNRESOLVED_HOST : "host " + Printable.of(host) + " cannot be resolved";
    }

    private static String kind(Throwable failure) {
        return switch (failure) {
            case SocketTimeoutException _ -> "no answer in time";
            case TimeoutException _ -> "no answer in time";
            case NoRouteToHostException _ -> "there is no route to the host";
            case ConnectException _ -> "no connection could be made";
            case ClosedChannelException _ -> "the connection was closed";
            case EOFException _ -> "the connection was closed";
            case InterruptedException _ -> "it was interrupted";
            case RejectedExecutionException _ -> "it is closed";
            case OutOfMemoryError _ -> "memory ran out";
            default -> "an unforeseen fault that says nothing of itself";
        };
    }
}
