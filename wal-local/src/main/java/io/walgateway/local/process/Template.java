package io.walgateway.local.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text of this module's resources with places such as <code>${port}</code> in it.
 *
 * @param name   for messages
 * @param values the values for the places
 */
public record Template(String name, String text, Map<String, String> values) {

    // Lower case only, so that shell variables are left alone.
    private static final Pattern PLACE = Pattern.compile("\\$\\{([a-z-]+)}");

    public Template {
        values = Map.copyOf(values);
    }

    /**
     * Reads a template; its places have no values yet.
     *
     * @param beside a class of the package that contains the resource
     */
    public static Template resource(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException(name + " (expected: a resource of " + beside.getPackageName() + ")");
            }
            return new Template(name, new String(in.readAllBytes(), StandardCharsets.UTF_8), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be read", e);
        }
    }

    public Template with(String place, Object value) {
        Map<String, String> more = new HashMap<>(values);
        more.put(place, value.toString());
        return new Template(name, text, more);
    }

    /**
     * The text with all places filled.
     *
     * @throws IllegalArgumentException if a place has no value or a value has no place
     */
    String render() {
        Set<String> unused = new HashSet<>(values.keySet());
        String rendered = PLACE.matcher(text).replaceAll(place -> {
            unused.remove(place.group(1));
            return Matcher.quoteReplacement(valueOf(place.group(1)));
        });
        if (!unused.isEmpty()) {
            throw new IllegalArgumentException("%s: %s (expected: a place in the text)".formatted(name, unused));
        }
        return rendered;
    }

    public void renderTo(Path file) {
        try {
            Files.writeString(file, render());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be written", e);
        }
    }

    private String valueOf(String place) {
        String value = values.get(place);
        if (value == null) {
            throw new IllegalArgumentException("%s: ${%s} (expected: a value)".formatted(name, place));
        }
        return value;
    }
}
