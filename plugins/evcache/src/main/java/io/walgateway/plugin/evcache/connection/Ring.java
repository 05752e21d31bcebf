package io.walgateway.plugin.evcache.connection;

import io.walgateway.core.message.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The hash ring of a zone, as EVCache's client computes it (ketama): each node has 160 points, four in the MD5 of each
 * {@code NAME/IP:11211-N}, N from 0 to 39; the port in that text is fixed. A key belongs to the next point.
 */
final class Ring {
    static final int POINTS_PER_NODE = 160;
    private static final int POINTS_PER_DIGEST = 4;
    private static final String FIXED_PORT = ":11211";

    private final TreeMap<Long, Node> points = new TreeMap<>();
    private final List<Node> nodes;

    Ring(List<Node> nodes) {
        this.nodes = List.copyOf(nodes);
        for (Node node : nodes) {
            for (int repetition = 0; repetition < POINTS_PER_NODE / POINTS_PER_DIGEST; repetition++) {
                String text = node.ringName() + FIXED_PORT + "-" + repetition;
                byte[] digest = md5().digest(text.getBytes(StandardCharsets.UTF_8));
                for (int part = 0; part < POINTS_PER_DIGEST; part++) {
                    points.put(point(digest, part), node);
                }
            }
        }
    }

    /** The place of a key on every ring. */
    static long place(Bytes key) {
        MessageDigest digest = md5();
        digest.update(key.asBuffer());
        return point(digest.digest(), 0);
    }

    Node at(long place) {
        Map.Entry<Long, Node> next = points.ceilingEntry(place);
        return next == null ? points.firstEntry().getValue() : next.getValue();
    }

    List<Node> nodes() {
        return nodes;
    }

    private static long point(byte[] digest, int part) {
        int at = part * POINTS_PER_DIGEST;
        return (digest[at + 3] & 0xFFL) << 24
                | (digest[at + 2] & 0xFFL) << 16
                | (digest[at + 1] & 0xFFL) << 8
                | (digest[at] & 0xFFL);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected MD5 in the Java runtime", e);
        }
    }
}
