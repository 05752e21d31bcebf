package io.walgateway.plugin.http.address;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.plugin.Shown;
import io.walgateway.core.plugin.Violation;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL with placeholders in its path and query that each message fills. The host is fixed, so that the origin is known
 * without a message.
 *
 * @param text   a URL in which {@link #check} finds no fault
 * @param origin the origin of all its URLs
 */
public record UrlTemplate(String text, Origin origin) {
    static final int CHARS_MAX = 2_048;

    private static final String KEY = "key";
    private static final String MESSAGE_ID = "message-id";
    private static final String NAMESPACE = "namespace";
    private static final Set<String> PLACES = Set.of(KEY, MESSAGE_ID, NAMESPACE);
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern SHAPE = Pattern.compile("(?i)https?://([^/?]+)(?:/[^?]*)?(?:\\?.*)?");
    private static final Pattern DOT_SEGMENT = Pattern.compile("(?i)(?:\\.|%2e){1,2}");
    private static final Pattern PRINTABLE_ASCII = Pattern.compile("[!-~]*");
    private static final String EXPECTED = "a URL such as https://orders.example.com/orders/{key}";
    private static final int PORT_MAX = 65_535;
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    /** Reads a text in which {@link #check} finds no fault. */
    static UrlTemplate of(String text) {
        return new UrlTemplate(text, Origin.of(URI.create(sample(text))));
    }

    static Optional<Violation> check(String text) {
        return expectation(text).map(expectation -> new Violation("/url", shown(text), expectation));
    }

    /**
     * The URL for a message. Each byte that is not a letter, a digit or one of {@code - . _ ~} is percent-encoded, so a
     * key can add neither a segment nor a parameter.
     *
     * @throws UnfitMessageException when the message has no key for its placeholder, or a segment would be {@code .} or
     *                               {@code ..}, which servers resolve to another path
     */
    public URI expand(Message message) throws UnfitMessageException {
        if (text.contains("{" + KEY + "}") && message.orderingKey().isEmpty()) {
            throw new UnfitMessageException("no ordering key (expected: one, for {key} in the target's url)");
        }
        URI url = URI.create(PLACE.matcher(text).replaceAll(place -> filled(place, message)));
        if (hasDotSegments(url.getRawPath())) {
            throw new UnfitMessageException(
                    "an ordering key that makes . or .. a segment of the URL (expected: a path that stays as it is)");
        }
        return url;
    }

    private static String filled(MatchResult place, Message message) {
        return switch (place.group(1)) {
            case KEY -> encoded(message.orderingKey());
            case MESSAGE_ID -> message.id().toString();
            default -> encoded(Bytes.utf8(message.namespace()));
        };
    }

    private static String encoded(Bytes bytes) {
        StringBuilder encoded = new StringBuilder(bytes.size());
        for (ByteBuffer left = bytes.asBuffer(); left.hasRemaining(); ) {
            int value = left.get() & 0xff;
            if (isUnreserved(value)) {
                encoded.append((char) value);
            } else {
                encoded.append('%').append(HEX[value >> 4]).append(HEX[value & 0xf]);
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(int value) {
        return (value >= 'a' && value <= 'z')
                || (value >= 'A' && value <= 'Z')
                || (value >= '0' && value <= '9')
                || "-._~".indexOf(value) >= 0;
    }

    private static Optional<String> expectation(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (text.length() > CHARS_MAX) {
            return Optional.of("at most " + CHARS_MAX + " characters");
        }
        if (text.indexOf('#') >= 0) {
            return Optional.of("a URL without a fragment");
        }
        if (!shape.matches() || !PRINTABLE_ASCII.matcher(text).matches()) {
            return Optional.of(EXPECTED + ": http or https, in ASCII, the rest percent-encoded");
        }
        if (shape.group(1).indexOf('@') >= 0) {
            return Optional.of("a URL without credentials; credentials names those of the process settings");
        }
        if (shape.group(1).indexOf('{') >= 0) {
            return Optional.of("a fixed host and port; placeholders stand in path and query alone");
        }
        if (PLACE.matcher(text).results().anyMatch(place -> !PLACES.contains(place.group(1)))) {
            return Optional.of("no placeholders but {key}, {message-id} and {namespace}");
        }
        return malformed(text);
    }

    private static Optional<String> malformed(String text) {
        try {
            URI url = new URI(sample(text));
            if (url.getHost() == null) {
                return Optional.of(EXPECTED + ", with a legal host");
            }
            if (url.getPort() == 0 || url.getPort() > PORT_MAX) {
                return Optional.of("a port from 1 to " + PORT_MAX);
            }
            return hasDotSegments(url.getRawPath())
                    ? Optional.of("a path without the segments . and ..")
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.of(EXPECTED);
        }
    }

    private static boolean hasDotSegments(String path) {
        for (String segment : path.split("/", -1)) {
            if (DOT_SEGMENT.matcher(segment).matches()) {
                return true;
            }
        }
        return false;
    }

    /** The text with a harmless value in each placeholder. */
    private static String sample(String text) {
        return PLACE.matcher(text).replaceAll("x");
    }

    /** The text before an @ may be a password. */
    private static String shown(String text) {
        return text.indexOf('@') >= 0 ? "a URL with @ in it" : Shown.value(text);
    }
}
