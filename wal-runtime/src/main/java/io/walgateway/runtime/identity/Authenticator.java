package io.walgateway.runtime.identity;

import io.walgateway.core.identity.Principal;

/**
 * One way to prove an identity. Implementations never block (they are called on event loops), are safe for any number
 * of threads, and never put a secret into a reason.
 */
public interface Authenticator {

    /** Looks for proofs of this kind. */
    Identity identify(Presented presented);

    /** The finding of one authenticator. */
    sealed interface Identity {
        /** The proof is valid. */
        record Known(Principal principal) implements Identity {}

        /** There is no proof of this kind; others may be asked. */
        record Absent() implements Identity {}

        /**
         * There is a proof, and it is not valid; nobody else is asked.
         *
         * @param why for the log and the caller, without secrets
         */
        record Refused(String why) implements Identity {}
    }
}
