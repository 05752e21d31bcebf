package io.walgateway.plugin.kafka.cluster;

import java.util.regex.Pattern;

/** Kafka's rules for topic names. */
public final class TopicNames {
    public static final String EXPECTATION = "1 to 249 characters out of A-Z a-z 0-9 . _ -, and neither . nor ..";
    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    private TopicNames() {}

    public static boolean isLegal(String name) {
        return LEGAL.matcher(name).matches() && !name.equals(".") && !name.equals("..");
    }
}
