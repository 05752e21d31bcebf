package io.walgateway.plugin.sqs.cluster;

import java.util.ArrayList;
import java.util.List;

/** Splits lists into parts that one request accepts. */
public final class Batches {
    private static final int SIZE = 10;

    private Batches() {}

    public static <T> List<List<T>> of(List<T> all) {
        List<List<T>> batches = new ArrayList<>(Math.ceilDiv(all.size(), SIZE));
        for (int from = 0; from < all.size(); from += SIZE) {
            batches.add(all.subList(from, Math.min(from + SIZE, all.size())));
        }
        return batches;
    }

    /** Both halves of a list of two or more, in their order. */
    public static <T> List<List<T>> halves(List<T> batch) {
        int middle = batch.size() / 2;
        return List.of(batch.subList(0, middle), batch.subList(middle, batch.size()));
    }
}
