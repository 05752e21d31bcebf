package io.walgateway.core.identity;

/** The caller of a request, as far as the process knows. */
public sealed interface Caller {

    /** The process authenticates nobody: it is open to all who reach it. */
    record Anyone() implements Caller {
        @Override
        public String toString() {
            return "anyone";
        }
    }

    /** The caller has proved who it is. */
    record Known(Principal principal) implements Caller {
        @Override
        public String toString() {
            return principal.toString();
        }
    }
}
