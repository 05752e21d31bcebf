package io.walgateway.example.entropy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A set or a delete of one key.
 *
 * @param number its number, from 0; later ones replace earlier ones
 */
record Change(String key, int number, boolean isDelete) {
    private static final double DELETES = 0.25;

    /** The same seed has the same changes. */
    static List<Change> random(int changes, int keys, long seed) {
        Random random = new Random(seed);
        List<Change> made = new ArrayList<>();
        for (int number = 0; number < changes; number++) {
            made.add(new Change("k-" + random.nextInt(keys), number, random.nextDouble() < DELETES));
        }
        return made;
    }

    /** What each key holds after all of these: the number of its last set; a key that was deleted last is absent. */
    static Map<String, Integer> result(List<Change> changes) {
        Map<String, Integer> result = new LinkedHashMap<>();
        for (Change change : changes) {
            if (change.isDelete()) {
                result.remove(change.key());
            } else {
                result.put(change.key(), change.number());
            }
        }
        return result;
    }

    /** In Cassandra this deletes the row. The index has a document instead that says that the key was deleted. */
    String payload() {
        return isDelete
                ? "{\"%s\": {\"id\": \"%s\"}}".formatted(SearchIndex.DELETED, key)
                : "{\"id\": \"%s\", \"n\": %d}".formatted(key, number);
    }
}
