package io.walgateway.example.keyvalue.request;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** How namespaces, ids and keys look. */
public final class Names {
    /** What a namespace is expected to be. */
    public static final String NAMESPACE_EXPECTED =
            "a letter and up to 39 letters, digits and underscores, all in lower case";

    public static final int ID_BYTES_MAX = 1_024;
    public static final int KEY_BYTES_MAX = 1_024;
    static final String KEY_EXPECTED = "1 to " + KEY_BYTES_MAX + " bytes";

    private static final Pattern NAMESPACE = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    private Names() {}

    public static boolean isNamespace(String name) {
        return NAMESPACE.matcher(name).matches();
    }

    /** Refuses an id that is empty or too long. */
    public static void requireId(String id) {
        int bytes = id.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < 1 || bytes > ID_BYTES_MAX) {
            throw Refusals.invalid("id", bytes + " bytes", "1 to " + ID_BYTES_MAX + " bytes");
        }
    }

    /** Refuses a key that is empty or too long. */
    public static void requireKey(String field, ByteString key) {
        if (key.isEmpty() || key.size() > KEY_BYTES_MAX) {
            throw Refusals.invalid(field, key.size() + " bytes", KEY_EXPECTED);
        }
    }
}
