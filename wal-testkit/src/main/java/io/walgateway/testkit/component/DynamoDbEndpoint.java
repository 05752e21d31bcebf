package io.walgateway.testkit.component;

import java.net.URI;

/** A DynamoDB that serves, to whatever credentials. */
public record DynamoDbEndpoint(URI uri) {}
