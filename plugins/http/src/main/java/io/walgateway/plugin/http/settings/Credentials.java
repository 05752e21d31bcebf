package io.walgateway.plugin.http.settings;

import java.nio.file.Path;

/** How a request authenticates. Secrets are in files, and nowhere else. */
public sealed interface Credentials {

    /** The hosts that may get the credentials: an address that somebody else names must not get them. */
    HostPatterns hosts();

    /** A token, sent as it is. */
    record Bearer(Path tokenFile, HostPatterns hosts) implements Credentials {}

    /** A name and a password. */
    record Basic(String username, Path passwordFile, HostPatterns hosts) implements Credentials {}

    /** A certificate with the chain up to its authority, and its key, each in PEM. */
    record ClientCertificate(Path certificateFile, Path keyFile, HostPatterns hosts) implements Credentials {}
}
