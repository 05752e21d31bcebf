package io.walgateway.testkit.fault;

import java.util.Arrays;

/** What a proxy does to the requests of one connection. For one thread. */
public interface Tampering {
    /** Leaves them as they are. */
    Tampering NONE = Arrays::copyOf;

    /**
     * Called with each piece of data, in order.
     *
     * @param data   only the first {@code length} bytes; not to be kept
     * @return what goes to the server instead; may hold back an end that is not whole yet until more comes
     */
    byte[] pass(byte[] data, int length);
}
