package io.walgateway.controlplane.revision;

/**
 * Who made a change, and why.
 *
 * @param author not empty
 * @param reason empty: none was given
 */
public record Signature(String author, String reason) {

    public Signature {
        if (author.isEmpty()) {
            throw new IllegalArgumentException("author: empty (expected: who makes the change)");
        }
    }
}
