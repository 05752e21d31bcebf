package io.walgateway.core.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the key that was probably meant. */
public final class NearestKey {
    private static final int KEY_LENGTH_MAX = 100;

    private NearestKey() {}

    /** The known key with the fewest letters to change; empty if no key is close enough to have been meant. */
    public static Optional<String> of(String given, Collection<String> known) {
        if (given.isEmpty() || given.length() > KEY_LENGTH_MAX) {
            return Optional.empty();
        }
        int tolerated = Math.max(2, given.length() / 2);
        return known.stream()
                .filter(key -> distance(given, key) <= tolerated)
                .min(Comparator.comparingInt(key -> distance(given, key)));
    }

    /** How many letters to insert, delete or replace to turn one text into the other. */
    static int distance(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int column = 0; column < above.length; column++) {
            above[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int diagonal = above[0];
            above[0] = row;
            for (int column = 1; column < above.length; column++) {
                int replaced = diagonal + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = above[column];
                above[column] = Math.min(replaced, 1 + Math.min(diagonal, above[column - 1]));
            }
        }
        return above[to.length()];
    }
}
