package io.walgateway.plugin.http.address;

import io.walgateway.core.message.Header;
import io.walgateway.core.message.TraceContext;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The headers that a request may have, and those that are the gateway's own. */
public final class HeaderNames {
    public static final String CONTENT_TYPE = "content-type";
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    public static final String AUTHORIZATION = "Authorization";
    static final int NAME_CHARS_MAX = 256;
    static final int VALUE_CHARS_MAX = 8_192;

    /** Headers between two hops (RFC 9110, 7.6.1), or written by the client itself. */
    private static final Set<String> OF_CONNECTIONS = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private static final Set<String> OWN =
            Set.of("authorization", "idempotency-key", TraceContext.PARENT, TraceContext.STATE);
    private static final Set<String> OWN_OF_CLOUD_EVENTS = Set.of("ce-id", "ce-specversion", "ce-time");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1," + NAME_CHARS_MAX + "}");
    private static final Pattern VALUE = Pattern.compile("[\\t -~]{0," + VALUE_CHARS_MAX + "}");

    private HeaderNames() {}

    /** True if HTTP accepts the name. */
    public static boolean isLegalName(String name) {
        return NAME.matcher(name).matches();
    }

    /** True if every server reads the value as it was written: ASCII, and of limited length. */
    public static boolean isLegalValue(String value) {
        return VALUE.matcher(value).matches();
    }

    /** True if only the gateway or its client may write the header. */
    public static boolean isReserved(String name, boolean cloudEvents) {
        String lower = name.toLowerCase(Locale.ROOT);
        return OF_CONNECTIONS.contains(lower)
                || OWN.contains(lower)
                || lower.startsWith(Header.OWN_PREFIX)
                || (cloudEvents && OWN_OF_CLOUD_EVENTS.contains(lower));
    }
}
