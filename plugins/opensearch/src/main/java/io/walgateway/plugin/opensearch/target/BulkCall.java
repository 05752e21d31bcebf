package io.walgateway.plugin.opensearch.target;

import io.walgateway.core.message.Bytes;
import io.walgateway.plugin.opensearch.address.IndexAddress;
import io.walgateway.plugin.opensearch.cluster.Call;
import io.walgateway.plugin.opensearch.document.Entry;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Bulk requests. */
final class BulkCall {
    /** Only what is needed of each entry's answer. */
    private static final String NEEDED = "filter_path=items.*.status,items.*.error";

    /** Room for an error of each entry. */
    private static final long ANSWER_BYTES_PER_ENTRY = 16 * 1024;

    private static final long ANSWER_BYTES_MORE = 64 * 1024;
    private static final long ANSWER_BYTES_MAX = 64L << 20;

    private BulkCall() {}

    /**
     * The request with these entries.
     *
     * @param left a shard that is not there makes its whole request wait: it may take half of this
     */
    static Call of(IndexAddress address, List<Entry> entries, Duration left) {
        int bytes = entries.stream().mapToInt(Entry::bytes).sum();
        ByteArrayOutputStream body = new ByteArrayOutputStream(bytes);
        entries.forEach(entry -> entry.writeTo(body));
        // An index in the path is accepted where the cluster allows none in a body.
        String index =
                address.index().isFixed() ? "/" + encoded(entries.getFirst().index()) : "";
        String path = index + "/_bulk?" + NEEDED
                + "&timeout=" + Math.max(1, left.toMillis() / 2) + "ms"
                + address.pipeline().map(name -> "&pipeline=" + encoded(name)).orElse("");
        long answerBytesMax = Math.min(ANSWER_BYTES_MAX, ANSWER_BYTES_MORE + entries.size() * ANSWER_BYTES_PER_ENTRY);
        return new Call("POST", path, Bytes.wrap(body.toByteArray()), answerBytesMax);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
