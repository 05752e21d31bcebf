package io.walgateway.core.replication;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** The form of a writer group's address: a host, or a name that the settings map to one, and perhaps a port. */
public final class WriterAddresses {
    public static final String EXPECTED = "the address of a writer group, HOST or HOST:PORT";
    private static final Pattern WRITER =
            Pattern.compile("([A-Za-z0-9](?:[A-Za-z0-9._-]{0,252})|\\[[0-9A-Fa-f:.]{2,45}])(?::([1-9][0-9]{0,4}))?");
    private static final int PORT_MAX = 65_535;

    private WriterAddresses() {}

    public static boolean isWriter(String text) {
        var matcher = WRITER.matcher(text);
        return matcher.matches()
                && isHost(matcher.group(1))
                && (matcher.group(2) == null || Integer.parseInt(matcher.group(2)) <= PORT_MAX);
    }

    /** As {@link URI} has it: no name of DNS contains an underscore or begins or ends with a hyphen. */
    private static boolean isHost(String text) {
        try {
            return new URI("//" + text).getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** The address with a port: its own, or this one. */
    public static String withPort(String writer, int port) {
        var matcher = WRITER.matcher(writer);
        return matcher.matches() && matcher.group(2) == null ? writer + ":" + port : writer;
    }
}
