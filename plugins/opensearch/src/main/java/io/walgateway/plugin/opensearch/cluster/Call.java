package io.walgateway.plugin.opensearch.cluster;

import io.walgateway.core.message.Bytes;

/**
 * One request to any node.
 *
 * @param path   with its query, beginning with a slash
 * @param body   empty: none
 * @param answerBytesMax the longest answer that is read
 */
public record Call(String method, String path, Bytes body, long answerBytesMax) {
    private static final long SHORT_BYTES_MAX = 1 << 20;

    public static Call get(String path) {
        return new Call("GET", path, Bytes.EMPTY, SHORT_BYTES_MAX);
    }

    public static Call head(String path) {
        return new Call("HEAD", path, Bytes.EMPTY, SHORT_BYTES_MAX);
    }
}
