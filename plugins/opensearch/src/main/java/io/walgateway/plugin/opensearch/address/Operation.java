package io.walgateway.plugin.opensearch.address;

/** The effect of a message with a payload. A message without one always deletes. */
public enum Operation {
    /** The payload replaces the document. */
    INDEX,
    /** The document is deleted; the payload is read for its id alone. */
    DELETE
}
