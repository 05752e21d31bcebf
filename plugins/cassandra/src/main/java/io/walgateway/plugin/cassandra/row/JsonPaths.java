package io.walgateway.plugin.cassandra.row;

/** JSON pointers, and values shortened to be shown beside them. */
final class JsonPaths {
    private static final int SHOWN_CHARACTERS_MAX = 40;

    private JsonPaths() {}

    static String member(String parent, String name) {
        return parent + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    static String element(String parent, int index) {
        return parent + "/" + index;
    }

    static String shortened(String value) {
        return shortened(value, SHOWN_CHARACTERS_MAX);
    }

    static String shortened(String text, int charactersMax) {
        return text.codePointCount(0, text.length()) <= charactersMax
                ? text
                : text.substring(0, text.offsetByCodePoints(0, charactersMax)) + "...";
    }
}
