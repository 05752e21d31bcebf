package io.walgateway.core.text;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Makes text safe to print where a line is a record, or where a terminal interprets it. Line breaks, control
 * characters, marks that change the direction of text, other invisible characters, and halves of surrogate pairs are
 * printed as escapes such as {@code \n} and <code>&#92;u001b</code>. All other text stays as it is.
 */
public final class Printable {
    private Printable() {}

    /** The text with escapes in place of unprintable characters. */
    public static String of(String text) {
        return isPrintable(text)
                ? text
                : append(new StringBuilder(text.length() + 16), text).toString();
    }

    /** The same; of long text only the beginning, with the number of characters left out. */
    public static String of(String text, int charsMax) {
        return text.length() <= charsMax
                ? of(text)
                : of(text.substring(0, charsMax)) + "... (" + (text.length() - charsMax) + " more characters)";
    }

    /** The same with its line breaks ({@code \n}) kept, for text of several lines whose parts are already printable. */
    public static String lines(String text) {
        return Arrays.stream(text.split("\n", -1)).map(Printable::of).collect(Collectors.joining("\n"));
    }

    private static boolean isPrintable(String text) {
        return text.codePoints().allMatch(Printable::isPrintable);
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }

    private static StringBuilder append(StringBuilder printed, String text) {
        text.codePoints().forEach(codePoint -> {
            if (isPrintable(codePoint)) {
                printed.appendCodePoint(codePoint);
            } else {
                printed.append(escape(codePoint));
            }
        });
        return printed;
    }

    private static String escape(int codePoint) {
        return switch (codePoint) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> {
                StringBuilder escaped = new StringBuilder();
                for (char unit : Character.toChars(codePoint)) {
                    escaped.append(String.format("\\u%04x", (int) unit));
                }
                yield escaped.toString();
            }
        };
    }
}
