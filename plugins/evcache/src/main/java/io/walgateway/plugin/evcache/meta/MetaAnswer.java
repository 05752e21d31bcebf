package io.walgateway.plugin.evcache.meta;

import io.walgateway.core.message.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * One answer.
 *
 * @param status its first word
 * @param line   the whole line, as the node sent it
 * @param flags  the words after the status, and after the size of a value
 * @param data   the value, if the status is {@link Status#VALUE}
 */
public record MetaAnswer(Status status, String line, List<String> flags, Bytes data) {

    public MetaAnswer {
        flags = List.copyOf(flags);
    }

    /** The first words of answers. */
    public enum Status {
        /** Done, or found. */
        DONE("HD"),
        VALUE("VA"),
        /** A read found nothing. */
        MISS("EN"),
        /** A change found nothing. */
        NOT_FOUND("NF"),
        NOT_STORED("NS"),
        EXISTS("EX"),
        ALIVE("MN"),
        SERVER_ERROR("SERVER_ERROR"),
        CLIENT_ERROR("CLIENT_ERROR"),
        ERROR("ERROR");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        static Optional<Status> of(String word) {
            for (Status status : values()) {
                if (status.word.equals(word)) {
                    return Optional.of(status);
                }
            }
            return Optional.empty();
        }
    }

    /** The value of the flag with this letter; empty if the answer has none. */
    public Optional<String> flag(char letter) {
        return flags.stream()
                .filter(flag -> flag.charAt(0) == letter)
                .findFirst()
                .map(flag -> flag.substring(1));
    }
}
