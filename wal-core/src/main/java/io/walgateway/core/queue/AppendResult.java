package io.walgateway.core.queue;

import io.walgateway.core.text.Reasons;

/** The result of an append, as far as the queue's own answer shows. */
public sealed interface AppendResult {

    /** Every replica that must acknowledge has done so. */
    record Appended() implements AppendResult {}

    /** The entry is certainly not in the queue and never will be. */
    record NotAppended(String why) implements AppendResult {}

    /**
     * The entry is certainly not in the queue: no queue that it could go to accepts a record of its size, and none
     * will.
     *
     * @param bytes    the size of its record
     * @param bytesMax the largest record accepted
     */
    record TooLarge(int bytes, int bytesMax) implements AppendResult {
        public String why() {
            return "a record of " + bytes + " bytes (expected: at most " + bytesMax
                    + ", which is what the queue takes)";
        }
    }

    /** The entry may or may not be in the queue. */
    record Unknown(String why) implements AppendResult {

        /** The result of an append that failed: the queue's client broke its contract, so the outcome is unknown. */
        public static AppendResult of(Throwable failure) {
            return new Unknown("the queue's client failed: " + Reasons.of(failure));
        }
    }

    /** The only instance needed. */
    Appended APPENDED = new Appended();
}
