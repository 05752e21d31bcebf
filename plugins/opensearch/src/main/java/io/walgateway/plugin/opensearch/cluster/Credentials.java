package io.walgateway.plugin.opensearch.cluster;

import java.nio.file.Path;

/** How requests authenticate. Secrets are in files, and nowhere else. */
public sealed interface Credentials {

    /** The cluster has no users. */
    record None() implements Credentials {}

    /** A name and a password. */
    record Basic(String username, Path passwordFile) implements Credentials {}

    /** A key of Elasticsearch, in its encoded form. */
    record ApiKey(Path keyFile) implements Credentials {}

    /** A token, sent as it is. */
    record Bearer(Path tokenFile) implements Credentials {}
}
