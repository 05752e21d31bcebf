package io.walgateway.consumer.set;

import io.walgateway.core.message.Message;
import io.walgateway.core.target.Destination;
import java.util.Optional;

/** The next step of a set that is being applied. All but the delivery of parts and letters happen in durable storage. */
sealed interface RunStep {
    Begin BEGIN = new Begin();
    Read READ = new Read();
    Finish FINISH = new Finish();

    /** The set is looked up. */
    record Begin() implements RunStep {}

    /** The next part is read. */
    record Read() implements RunStep {}

    /**
     * A part is delivered.
     *
     * @param part empty: it is read again first
     */
    record Apply(int sequence, Destination destination, Optional<Message> part) implements RunStep {
        /** The same while it waits: a large part does not wait in memory. */
        Apply waiting(int bytesMax) {
            return new Apply(
                    sequence,
                    destination,
                    part.filter(message -> message.payload().size() <= bytesMax));
        }
    }

    /** A part that was given up goes to the dead-letter queue. */
    record Letter(int sequence, PartLetters.Letter letter) implements RunStep {}

    /** The outcome of a part is noted. */
    record Note(int sequence) implements RunStep {}

    /** All parts have their outcome. */
    record Finish() implements RunStep {}
}
