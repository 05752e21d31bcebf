package io.walgateway.testkit.component;

import java.util.Map;

/**
 * A running server that speaks the protocol of Amazon SQS; it accepts any credentials.
 *
 * @param url in the form that clients take
 */
public record SqsEndpoint(String url) {

    /** The settings of the cluster {@code *}, in the form that a plugin reads. */
    public Map<String, String> settings() {
        return settings(url);
    }

    /** The settings for a server elsewhere. */
    public static Map<String, String> settings(String url) {
        return Map.of(
                "clusters.*.endpoint", url,
                "clusters.*.region", "us-east-1",
                "clusters.*.counts-after", "0s",
                "clusters.*.access-key-id", "local",
                "clusters.*.secret-access-key", "local");
    }
}
