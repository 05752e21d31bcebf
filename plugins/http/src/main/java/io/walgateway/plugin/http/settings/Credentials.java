package io.walgateway.plugin.http.settings;

import java.nio.file.Path;

/**
 * By what a request shows whose it is. Secrets are in files, and nowhere else.
 */
public sealed interface Credentials {

    /** Where they may be shown: an address that somebody else names must not get them. */
    HostPatterns hosts();

    /** A token that goes along as it is. */
    record Bearer(Path tokenFile, HostPatterns hosts) implements Credentials {}

    /** A name and a password. */
    record Basic(String username, Path passwordFile, HostPatterns hosts) implements Credentials {}

    /** A certificate with what lies between it and its authority, and its key, each in PEM. */
    record ClientCertificate(Path certificateFile, Path keyFile, HostPatterns hosts) implements Credentials {}
}
