package io.walgateway.config.document.node;

import io.walgateway.core.text.NearestKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The keys that an object knows, as paths from it, in their order and spelling: {@code retry/backoff.initial}.
 *
 * <p>Only the words of a key identify it, so all spellings, and nested and dotted keys, are the same:
 * {@code retry: {backoff: {initial}}}, {@code retry.backoffInitial} and {@code retry: {backoff_initial}} are
 * {@code retry backoff initial}.
 */
public final class KeyTable {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[-_./ ]+|(?<=[a-z0-9])(?=[A-Z])");

    private final Map<String, String> pathsByWords = new LinkedHashMap<>();
    /** Includes the objects along the paths, such as {@code retry}. */
    private final Map<String, String> suggestions = new TreeMap<>();

    public KeyTable(List<String> paths) {
        for (String path : paths) {
            pathsByWords.put(words(path), path);
            for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
                suggestions.put(words(path.substring(0, slash)), path.substring(0, slash));
            }
            suggestions.put(words(path), path);
        }
    }

    public List<String> paths() {
        return List.copyOf(pathsByWords.values());
    }

    Optional<String> find(String words) {
        return Optional.ofNullable(pathsByWords.get(words));
    }

    /** True if known keys begin with these words, so that an object may have them as its key. */
    boolean hasBeneath(String words) {
        return pathsByWords.keySet().stream().anyMatch(known -> known.startsWith(words + " "));
    }

    /** True if these words are always the key of an object, such as {@code retry}. */
    boolean isObject(String words) {
        return suggestions.containsKey(words) && !pathsByWords.containsKey(words);
    }

    /** The key that was probably meant, as it would be written in place of the unknown one. */
    public Optional<String> nearest(String containerWords, String words) {
        Set<String> known = suggestions.keySet();
        String beneath = containerWords.isEmpty() ? "" : containerWords + " ";
        return NearestKey.of(
                        words,
                        known.stream()
                                .filter(key -> key.startsWith(beneath))
                                .map(key -> key.substring(beneath.length()))
                                .toList())
                .map(key -> suggestions.get(beneath + key))
                .map(path -> shownBeneath(containerWords, path));
    }

    private static String shownBeneath(String containerWords, String path) {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            if (words(path.substring(0, slash)).equals(containerWords)) {
                return path.substring(slash + 1).replace('/', '.');
            }
        }
        return path.replace('/', '.');
    }

    /** The words of a key in any spelling, in lower case, with one space in between. */
    public static String words(String key) {
        return BETWEEN_WORDS.matcher(key).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }
}
