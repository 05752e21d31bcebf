package io.walgateway.core.queue;

import io.walgateway.core.text.Reasons;

/** What became of an append, as far as the queue's own answer tells. */
public sealed interface AppendResult {

    /** Every replica that must acknowledge has. */
    record Appended() implements AppendResult {}

    /** It is certain that the entry is not in the queue and never will be. */
    record NotAppended(String why) implements AppendResult {}

    /**
     * It is certain that the entry is not in the queue: no queue that it could go to takes a record of its size, and none
     * will.
     *
     * @param bytes    the size of its record
     * @param bytesMax what is taken at most
     */
    record TooLarge(int bytes, int bytesMax) implements AppendResult {
        public String why() {
            return "a record of " + bytes + " bytes (expected: at most " + bytesMax
                    + ", which is what the queue takes)";
        }
    }

    /** The entry may or may not be in the queue. */
    record Unknown(String why) implements AppendResult {

        /** The meaning of an append that failed: a broken promise of the queue's client, so nobody knows what became of it. */
        public static AppendResult of(Throwable failure) {
            return new Unknown("the queue's client failed: " + Reasons.of(failure));
        }
    }

    /** The one instance that is ever needed. */
    Appended APPENDED = new Appended();
}
