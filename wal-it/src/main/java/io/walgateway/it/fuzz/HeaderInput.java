package io.walgateway.it.fuzz;

import io.walgateway.core.message.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An input of some values and a rest: each value has its length before it, as one byte.
 *
 * @param values as a header could carry them: characters that are not printable in ASCII are left out
 */
record HeaderInput(List<String> values, Bytes rest) {

    HeaderInput {
        values = List.copyOf(values);
    }

    static HeaderInput of(byte[] input, int count) {
        List<String> values = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < count; i++) {
            int length = at < input.length ? Math.min(input[at] & 0xFF, input.length - at - 1) : 0;
            at = Math.min(at + 1, input.length);
            values.add(new String(input, at, length, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", ""));
            at += length;
        }
        return new HeaderInput(values, Bytes.wrap(Arrays.copyOfRange(input, at, input.length)));
    }

    /** The input that is read as these. */
    static byte[] bytes(byte[] rest, String... values) {
        byte[] head = Arrays.stream(values)
                .map(value -> (char) value.length() + value)
                .reduce("", String::concat)
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = Arrays.copyOf(head, head.length + rest.length);
        System.arraycopy(rest, 0, all, head.length, rest.length);
        return all;
    }
}
