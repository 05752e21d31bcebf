package io.walgateway.cli.rest;

import io.walgateway.cli.terminal.CliException;
import java.net.URI;
import java.util.List;

/** Parses addresses that people give. */
public final class Address {

    private static final int PORT_MAX = 65_535;

    private Address() {}

    /**
     * The base of a REST interface.
     *
     * @param option the option that had it, for the error
     * @throws CliException if it is no such address
     */
    public static URI url(String option, String given) {
        try {
            URI uri = URI.create(given.replaceFirst("/+$", ""));
            if (uri.getHost() != null
                    && List.of("http", "https").contains(uri.getScheme())
                    && isPort(uri.getPort(), -1)) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Reported below, like any other text that is no address.
        }
        throw CliException.misused(option + ": " + given + " (expected: a URL such as http://host:7080)");
    }

    /**
     * Checks an address of the form {@code HOST:PORT}.
     *
     * @param option the option that had it, for the error
     * @throws CliException if it is no such address
     */
    public static String hostAndPort(String option, String given) {
        try {
            URI uri = URI.create("grpc://" + given);
            if (uri.getHost() != null && isPort(uri.getPort(), 1) && given.equals(uri.getRawAuthority())) {
                return given;
            }
        } catch (IllegalArgumentException e) {
            // Reported below.
        }
        throw CliException.misused(option + ": " + given + " (expected: HOST:PORT such as 127.0.0.1:7070)");
    }

    private static boolean isPort(int port, int least) {
        return port >= least && port != 0 && port <= PORT_MAX;
    }
}
