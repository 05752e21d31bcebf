package io.walgateway.plugin.cassandra;

/** JSON pointers, and values short enough to stand beside them. */
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
        return value.codePointCount(0, value.length()) <= SHOWN_CHARACTERS_MAX
                ? value
                : value.substring(0, value.offsetByCodePoints(0, SHOWN_CHARACTERS_MAX)) + "...";
    }
}
