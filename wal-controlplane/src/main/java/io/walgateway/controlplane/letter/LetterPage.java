package io.walgateway.controlplane.letter;

import io.walgateway.controlplane.store.Page;

/**
 * Part of the letters that a filter matches.
 *
 * @param total how many it matches in all, counted up to {@link #COUNTED_MAX}
 */
public record LetterPage(Page<Letter> page, long total) {

    /** What is more than this is not counted. */
    public static final int COUNTED_MAX = 500_000;

    public boolean countedAll() {
        return total < COUNTED_MAX;
    }
}
