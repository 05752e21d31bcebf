package io.walgateway.testkit.component;

import java.util.Map;

/**
 * A server that speaks the protocol of Amazon SQS; any credentials will do.
 *
 * @param url as clients take it
 */
public record SqsEndpoint(String url) {

    /** The settings of the cluster {@code *}, as a plugin is told them. */
    public Map<String, String> settings() {
        return settings(url);
    }

    /** The same for a server elsewhere. */
    public static Map<String, String> settings(String url) {
        return Map.of(
                "clusters.*.endpoint", url,
                "clusters.*.region", "us-east-1",
                "clusters.*.counts-after", "0s",
                "clusters.*.access-key-id", "local",
                "clusters.*.secret-access-key", "local");
    }
}
