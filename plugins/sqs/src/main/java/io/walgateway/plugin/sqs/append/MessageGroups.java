package io.walgateway.plugin.sqs.append;

import io.walgateway.core.message.Bytes;
import io.walgateway.plugin.sqs.cluster.Digests;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;

/** The message groups of FIFO queues: messages with the same key share one, and a message without a key has its own. */
public final class MessageGroups {
    /** SQS accepts 128 characters. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9!\"#$%&'()*+,./:;<=>?@\\[\\\\\\]^_`{|}~-]{1,120}");

    private MessageGroups() {}

    /** Each kind has a prefix of its own, so that no key looks like the hash of another one. */
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
