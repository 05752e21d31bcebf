package io.walgateway.benchmarks.keyvalue;

import java.util.concurrent.CompletionStage;

/** Puts and gets of single items, by one way or another. Closed by its owner. */
interface ItemCalls extends AutoCloseable {
    /** How many ids there are. */
    int IDS = 10_000;
    /** Of each value. */
    int VALUE_BYTES = 200;

    /** Completes when the item is stored at a quorum. */
    CompletionStage<?> put(long number);

    /** Completes with the item. */
    CompletionStage<?> get(long number);

    @Override
    void close();

    static String id(long number) {
        return "id-" + Math.floorMod(number * 7_919, IDS);
    }
}
