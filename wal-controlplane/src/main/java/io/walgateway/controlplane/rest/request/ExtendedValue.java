package io.walgateway.controlplane.rest.request;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of header fields outside ASCII (RFC 8187): {@code Wal-Author*: UTF-8''J%C3%BCrgen}. */
final class ExtendedValue {
    static final String EXPECTATION = "UTF-8'' and the text in UTF-8, percent-encoded (RFC 8187)";

    private static final Pattern VALUE =
            Pattern.compile("(?i:UTF-8)'[A-Za-z0-9-]*'((?:%[0-9A-Fa-f]{2}|[A-Za-z0-9!#$&+.^_`|~-])*+)");

    private ExtendedValue() {}

    /** The text; empty: the value does not have this form. */
    static Optional<String> decode(String value) {
        Matcher parts = VALUE.matcher(value);
        return parts.matches() ? PercentEncoding.decode(parts.group(1)) : Optional.empty();
    }
}
