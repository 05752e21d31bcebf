package io.walgateway.testkit.component;

import java.net.URI;

/** A running DynamoDB; it accepts any credentials. */
public record DynamoDbEndpoint(URI uri) {}
