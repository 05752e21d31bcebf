package io.walgateway.core.target;

/**
 * A request with several messages was refused as a whole, for a reason that one of them may have caused. None of them
 * has an outcome; see {@link BatchTarget#deliverAll}.
 */
public final class BatchRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BatchRefusedException(String why) {
        super(why);
    }
}
