package io.walgateway.it.fuzz;

/** An input has led to an answer, or to silence, that no input may lead to. */
final class FuzzFinding extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FuzzFinding(String what) {
        super(what);
    }
}
