package io.walgateway.core.message;

import java.util.regex.Pattern;

/**
 * A W3C trace context: well-formed, or {@link #NONE}.
 *
 * @param parent the value of {@code traceparent}; empty text: none
 * @param state  the value of {@code tracestate}; empty text: none
 */
public record TraceContext(String parent, String state) {
    /** The name of the header that carries the parent. */
    public static final String PARENT = "traceparent";
    /** The name of the header that carries the state. */
    public static final String STATE = "tracestate";
    /** How many characters future versions may append to a parent. */
    public static final int MORE_CHARS_MAX = 200;
    /** Longest state that is kept, which is what the W3C requires. A longer one is dropped as a whole. */
    public static final int STATE_CHARS_MAX = 512;

    /** Ids that consist of zeros only are invalid. */
    private static final String IDS_AND_FLAGS = "-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}";
    /** Future versions may append more; version ff does not exist. */
    private static final Pattern WELL_FORMED = Pattern.compile(
            "00" + IDS_AND_FLAGS + "|(?!00|ff)[0-9a-f]{2}" + IDS_AND_FLAGS + "(?:-[!-~]{0," + MORE_CHARS_MAX + "})?");

    private static final Pattern STATE_TEXT = Pattern.compile("[ -~\\t]{0," + STATE_CHARS_MAX + "}");

    /** No trace. */
    public static final TraceContext NONE = new TraceContext("", "");

    public TraceContext {
        boolean none = parent.isEmpty() && state.isEmpty();
        if (!none && !WELL_FORMED.matcher(parent).matches()) {
            throw new IllegalArgumentException("traceparent: " + parent.length() + " characters (expected: as in W3C)");
        }
        if (!STATE_TEXT.matcher(state).matches()) {
            throw new IllegalArgumentException("tracestate: " + state.length() + " characters (expected: at most "
                    + STATE_CHARS_MAX + " printable ones)");
        }
    }

    /**
     * The context that a caller sent. A trace never prevents a write: a parent that is not well-formed is dropped
     * together with its state, and a state that is not valid or too long is dropped.
     */
    public static TraceContext of(String parent, String state) {
        if (!WELL_FORMED.matcher(parent).matches()) {
            return NONE;
        }
        return new TraceContext(parent, STATE_TEXT.matcher(state).matches() ? state : "");
    }

    public boolean isNone() {
        return parent.isEmpty();
    }
}
