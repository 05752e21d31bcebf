package io.walgateway.testkit.component;

import java.net.URI;

/** A running OpenSearch cluster, without TLS and without users. */
public record OpenSearchEndpoint(URI uri) {}
