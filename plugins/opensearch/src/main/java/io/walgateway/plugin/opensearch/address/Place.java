package io.walgateway.plugin.opensearch.address;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a message has the id or the routing of its document. */
public sealed interface Place {

    /** The message id. */
    record MessageId() implements Place {}

    /** The ordering key. */
    record OrderingKey() implements Place {}

    /**
     * A member of the payload.
     *
     * @param text  the JSON pointer as written
     * @param names the names on the way, the outermost first
     */
    record Member(String text, List<String> names) implements Place {
        public Member {
            names = List.copyOf(names);
        }
    }

    int POINTER_CHARS_MAX = 256;
    Pattern POINTER = Pattern.compile("(?:/(?:[^/~]|~0|~1)+)+");
    String EXPECTED = "{message-id}, {key}, or a JSON pointer into the payload such as /id, through objects, up to "
            + POINTER_CHARS_MAX + " characters";

    /** Empty: the text names no place. */
    static Optional<Place> parse(String text) {
        return switch (text) {
            case "{message-id}" -> Optional.of(new MessageId());
            case "{key}" -> Optional.of(new OrderingKey());
            default -> pointer(text);
        };
    }

    private static Optional<Place> pointer(String text) {
        return text.length() <= POINTER_CHARS_MAX && POINTER.matcher(text).matches()
                ? Optional.of(new Member(
                        text,
                        Pattern.compile("/")
                                .splitAsStream(text.substring(1))
                                .map(name -> name.replace("~1", "/").replace("~0", "~"))
                                .toList()))
                : Optional.empty();
    }
}
