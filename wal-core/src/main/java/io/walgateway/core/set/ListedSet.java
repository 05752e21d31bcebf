package io.walgateway.core.set;

import io.walgateway.core.message.Bytes;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A set in a list of unfinished sets.
 *
 * @param at when it was listed, in whole seconds
 */
public record ListedSet(String id, Instant at) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12}) (\\S+)");

    /** Empty if the content is none. */
    public static Optional<ListedSet> read(Bytes content) {
        Matcher matcher = FORM.matcher(content.asUtf8());
        return matcher.matches() && SetKeys.isId(matcher.group(2))
                ? Optional.of(new ListedSet(matcher.group(2), Instant.ofEpochSecond(Long.parseLong(matcher.group(1)))))
                : Optional.empty();
    }

    /** The form in storage. */
    public Bytes content() {
        return Bytes.utf8(at.getEpochSecond() + " " + id);
    }
}
