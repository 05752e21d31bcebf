package io.walgateway.testkit.fault;

import io.walgateway.local.fault.Tampering;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Sabotages a connection to a Kafka broker: a produce request that asks for the acknowledgement of all in-sync replicas
 * (acks -1) reaches the broker as a request for the leader's acknowledgement alone (acks 1). The sender believes the
 * answer.
 */
public final class LoweredAcks implements Tampering {
    private static final int SIZE_BYTES = 4;
    private static final short PRODUCE = 0;
    /** From this version of the produce request on, lengths are varints and headers have tagged fields. */
    private static final short FIRST_COMPACT = 9;

    private static final short ALL = -1;
    private static final short LEADER = 1;

    private byte[] held = new byte[0];

    @Override
    public byte[] pass(byte[] data, int length) {
        byte[] all = Arrays.copyOf(held, held.length + length);
        System.arraycopy(data, 0, all, held.length, length);
        ByteArrayOutputStream whole = new ByteArrayOutputStream(all.length);
        ByteBuffer rest = ByteBuffer.wrap(all);
        while (rest.remaining() >= SIZE_BYTES && rest.remaining() - SIZE_BYTES >= rest.getInt(rest.position())) {
            int frame = SIZE_BYTES + rest.getInt(rest.position());
            lower(rest.slice(rest.position() + SIZE_BYTES, frame - SIZE_BYTES));
            whole.write(all, rest.position(), frame);
            rest.position(rest.position() + frame);
        }
        held = Arrays.copyOfRange(all, rest.position(), all.length);
        return whole.toByteArray();
    }

    private static void lower(ByteBuffer request) {
        if (request.getShort() != PRODUCE) {
            return;
        }
        boolean compact = request.getShort() >= FIRST_COMPACT;
        int correlationId = request.getInt();
        skip(request, Math.max(0, request.getShort()));
        if (compact) {
            requireNoTags(request, correlationId);
            skip(request, Math.max(0, varint(request) - 1));
        } else {
            skip(request, Math.max(0, request.getShort()));
        }
        if (request.getShort(request.position()) == ALL) {
            request.putShort(LEADER);
        }
    }

    private static void requireNoTags(ByteBuffer request, int correlationId) {
        int tags = varint(request);
        if (tags != 0) {
            throw new IllegalStateException(
                    "%d tagged fields in the header of request %d (expected: none)".formatted(tags, correlationId));
        }
    }

    private static void skip(ByteBuffer request, int bytes) {
        request.position(request.position() + bytes);
    }

    private static int varint(ByteBuffer request) {
        int value = 0;
        int shift = 0;
        byte next = request.get();
        while (next < 0) {
            value |= (next & 0x7f) << shift;
            shift += 7;
            next = request.get();
        }
        return value | next << shift;
    }
}
