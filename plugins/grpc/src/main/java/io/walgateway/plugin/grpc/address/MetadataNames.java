package io.walgateway.plugin.grpc.address;

import io.walgateway.core.message.Header;
import io.walgateway.core.message.TraceContext;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The metadata that a call may have, and the names that are the gateway's or gRPC's own. */
public final class MetadataNames {
    public static final String IDEMPOTENCY_KEY = "idempotency-key";
    public static final String AUTHORIZATION = "authorization";
    static final int NAME_CHARS_MAX = 256;
    /** Many servers accept 8 KiB of metadata in all, with the gateway's own. */
    public static final int BYTES_MAX = 4_096;

    /** What HTTP/2 adds to each header when it counts their size (RFC 9113, 6.5.2). */
    private static final int OVERHEAD_BYTES = 32;

    private static final String GRPC_PREFIX = "grpc-";
    private static final String BINARY_SUFFIX = "-bin";
    private static final Set<String> RESERVED = Set.of(
            AUTHORIZATION,
            "connection",
            "content-length",
            "content-type",
            "expect",
            "host",
            IDEMPOTENCY_KEY,
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            TraceContext.PARENT,
            TraceContext.STATE,
            "transfer-encoding",
            "upgrade",
            "user-agent");
    private static final Pattern NAME = Pattern.compile("[0-9a-z_.-]{1," + NAME_CHARS_MAX + "}");
    /** Spaces at either end may get lost on the way. */
    private static final Pattern TEXT = Pattern.compile("(?:[!-~](?:[ -~]*[!-~])?)?");

    private MetadataNames() {}

    /** The name as it is sent. */
    public static String sent(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** True if gRPC accepts the name, which is in lower case. */
    public static boolean isLegal(String name) {
        return NAME.matcher(name).matches();
    }

    /** True if the value may be any bytes. */
    public static boolean isBinary(String name) {
        return name.endsWith(BINARY_SUFFIX);
    }

    /** True if only the gateway or gRPC may write the name, which is in lower case. */
    public static boolean isReserved(String name) {
        return RESERVED.contains(name) || name.startsWith(GRPC_PREFIX) || name.startsWith(Header.OWN_PREFIX);
    }

    /** True if every server reads the text as it was written. */
    public static boolean isLegalText(String value) {
        return TEXT.matcher(value).matches();
    }

    /** The size of an entry, as HTTP/2 counts it. */
    public static int bytes(String name, int valueBytes) {
        return OVERHEAD_BYTES + name.length() + (isBinary(name) ? (valueBytes + 2) / 3 * 4 : valueBytes);
    }
}
