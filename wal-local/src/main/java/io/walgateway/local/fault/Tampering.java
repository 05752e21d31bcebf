package io.walgateway.local.fault;

import java.util.Arrays;

/** Changes the requests of one connection through a proxy. For one thread. */
public interface Tampering {
    /** Leaves requests as they are. */
    Tampering NONE = Arrays::copyOf;

    /**
     * Called with each piece of data, in order.
     *
     * @param data only the first {@code length} bytes; not to be kept
     * @return the bytes that go to the server instead; an incomplete end may be held back until more data arrives
     */
    byte[] pass(byte[] data, int length);
}
