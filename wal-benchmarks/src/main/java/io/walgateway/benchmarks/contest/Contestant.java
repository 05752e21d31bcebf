package io.walgateway.benchmarks.contest;

/** One way to bring payloads to a server. Used by one thread; closing ends its connections. */
interface Contestant extends AutoCloseable {

    /**
     * The load of this contestant, not started yet.
     *
     * @param atOnce how many payloads are under way at any time
     * @param count  counts every payload that the server has acknowledged, and each failure
     */
    Loop loop(int atOnce, Count count);

    @Override
    void close();
}
