package io.walgateway.it.fuzz;

import java.util.List;

/** A place where bytes of strangers enter. Confined to one thread. */
public interface FuzzTarget extends AutoCloseable {

    /** Inputs from which a fuzzer begins: ordinary ones, since the way to the interesting branches leads through them. */
    List<byte[]> seeds();

    /**
     * Lets the bytes enter.
     *
     * @throws Exception if something happens that must not happen, whatever the bytes are
     */
    void feed(byte[] input) throws Exception;

    @Override
    default void close() {}
}
