package io.walgateway.plugin.sqs.append;

import io.walgateway.core.message.Bytes;
import io.walgateway.plugin.sqs.cluster.Digests;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;

/** The message groups of FIFO queues: what has the same key is in the same one, what has none is in one of its own. */
public final class MessageGroups {
    /** SQS takes 128 characters. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9!\"#$%&'()*+,./:;<=>?@\\[\\\\\\]^_`{|}~-]{1,120}");

    private MessageGroups() {}

    /** The kinds begin differently, so that no key looks like the hash of another one. */
    public static String of(Bytes key, UUID id) {
        if (key.isEmpty()) {
            return "id-" + id;
        }
        String text = key.asUtf8();
        return PLAIN.matcher(text).matches()
                ? "key-" + text
                : "hash-" + Base64.getUrlEncoder().withoutPadding().encodeToString(Digests.sha256(key.unsafeArray()));
    }
}
