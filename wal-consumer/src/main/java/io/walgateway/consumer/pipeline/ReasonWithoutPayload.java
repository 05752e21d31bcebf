package io.walgateway.consumer.pipeline;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A target's reason, made fit for the log: each word that is also in the payload, the key or the headers is left out.
 * Where that cannot be told, because the payload is not available, is long, or has escapes, the whole reason is
 * withheld.
 */
final class ReasonWithoutPayload {
    /** Longer payloads are not searched. */
    static final int PAYLOAD_BYTES_MAX = 64 << 10;
    /** The most characters of a reason. */
    static final int CHARS_MAX = 300;

    private static final String LEFT_OUT = "***";
    private static final String WITHHELD = "withheld, since it may quote the payload";
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{2,}");
    /** A shorter word that is part of another one is a coincidence. */
    private static final int TELLING_CHARS = 4;

    private ReasonWithoutPayload() {}

    static String of(String reason, Message message) {
        Bytes payload = message.payload();
        if (message.claim().isPresent() || payload.size() > PAYLOAD_BYTES_MAX) {
            return WITHHELD;
        }
        String secret = payload.asUtf8() + " " + message.orderingKey().asUtf8() + " "
                + message.provenance().headers().stream()
                        .map(header -> header.value().map(Bytes::asUtf8).orElse(""))
                        .collect(Collectors.joining(" "));
        if (payload.asUtf8().indexOf('\\') >= 0 || !isText(payload)) {
            return WITHHELD;
        }
        String told = reason.length() > CHARS_MAX ? reason.substring(0, CHARS_MAX) + "..." : reason;
        Set<String> words =
                WORD.matcher(secret).results().map(MatchResult::group).collect(Collectors.toSet());
        return WORD.matcher(told)
                .replaceAll(match ->
                        quotes(match.group(), secret, words) ? LEFT_OUT : Matcher.quoteReplacement(match.group()));
    }

    private static boolean quotes(String word, String secret, Set<String> words) {
        return words.contains(word)
                || (word.length() >= TELLING_CHARS
                        && (secret.contains(word)
                                || words.stream()
                                        .anyMatch(secretWord ->
                                                secretWord.length() >= TELLING_CHARS && word.contains(secretWord))));
    }

    private static boolean isText(Bytes payload) {
        return Bytes.wrap(payload.asUtf8().getBytes(StandardCharsets.UTF_8)).equals(payload);
    }
}
