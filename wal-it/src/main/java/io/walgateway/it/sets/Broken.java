package io.walgateway.it.sets;

import java.util.Optional;

/** A promise was broken. */
final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String what;

    Broken(String what) {
        super(what);
        this.what = what;
    }

    /** In a sentence. */
    String what() {
        return what;
    }

    static void require(boolean kept, String otherwise) {
        if (!kept) {
            throw new Broken(otherwise);
        }
    }

    /** What is broken, wherever in a failure it is said; empty: it is no broken promise. */
    static Optional<String> in(Throwable failure) {
        return failure instanceof Broken broken
                ? Optional.of(broken.what)
                : Optional.ofNullable(failure.getCause()).flatMap(Broken::in);
    }
}
