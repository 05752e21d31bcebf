package io.walgateway.core.access;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** How a request authenticates. Secrets are in files, and nowhere else. */
public sealed interface Credentials {
    /** The names that credentials may have. */
    Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** The hosts that may get the credentials: an address that somebody else names must not get them. */
    HostPatterns hosts();

    /** True if this can be the name of credentials. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** A token, sent as it is. */
    record Bearer(Path tokenFile, HostPatterns hosts) implements Credentials {}

    /** A name and a password. */
    record Basic(String username, Path passwordFile, HostPatterns hosts) implements Credentials {}

    /** A certificate with the chain up to its authority, and its key, each in PEM. */
    record ClientCertificate(Path certificateFile, Path keyFile, HostPatterns hosts) implements Credentials {}
}
