package io.walgateway.controlplane.letter;

import io.walgateway.controlplane.store.Page;

/**
 * One page of the letters that a filter matches.
 *
 * @param total how many letters match in all, counted up to {@link #COUNTED_MAX}
 */
public record LetterPage(Page<Letter> page, long total) {

    /** Matches beyond this number are not counted. */
    public static final int COUNTED_MAX = 500_000;

    public boolean countedAll() {
        return total < COUNTED_MAX;
    }
}
