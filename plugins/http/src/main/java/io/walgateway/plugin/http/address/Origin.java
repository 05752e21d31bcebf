package io.walgateway.plugin.http.address;

import java.net.URI;
import java.util.Locale;

/**
 * A server, which is reachable or away as a whole: scheme, host and port, in lower case.
 *
 * @param host a name or an address; IPv6 in brackets
 * @param port the scheme's default where the URL has none
 */
public record Origin(String scheme, String host, int port) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /** The origin of a URL that has a scheme and a host. */
    public static Origin of(URI url) {
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        int port = url.getPort();
        if (port < 0) {
            port = scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
        }
        return new Origin(scheme, url.getHost().toLowerCase(Locale.ROOT), port);
    }

    public boolean isSecure() {
        return scheme.equals("https");
    }

    /** {@code https://api.example.com:443}. */
    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
