package io.walgateway.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LoweredAcksTest {
    private static final byte[] REST = "timeout, topics and records".getBytes(StandardCharsets.UTF_8);

    private final LoweredAcks saboteur = new LoweredAcks();

    @Test
    void shouldLowerTheAcksOfProduceRequests() {
        assertThat(pass(compact("", -1))).isEqualTo(compact("", 1));
        assertThat(pass(compact("transaction", -1))).isEqualTo(compact("transaction", 1));
        assertThat(pass(old("", -1))).isEqualTo(old("", 1));
        assertThat(pass(old("transaction", -1))).isEqualTo(old("transaction", 1));
    }

    @Test
    void shouldLeaveAllElseAsItIs() {
        assertThat(pass(compact("", 0))).isEqualTo(compact("", 0));
        byte[] fetch = compact("", -1);
        fetch[5] = 1;
        assertThat(pass(fetch)).isEqualTo(fetch);
    }

    @Test
    void shouldNotMindHowTheBytesCome() {
        byte[] two = concat(compact("", -1), old("transaction", -1));
        ByteArrayOutputStream passed = new ByteArrayOutputStream();
        for (byte one : two) {
            passed.writeBytes(saboteur.pass(new byte[] {one, 99}, 1));
        }
        assertThat(passed.toByteArray()).isEqualTo(concat(compact("", 1), old("transaction", 1)));
        assertThat(pass(two)).isEqualTo(passed.toByteArray());
    }

    private byte[] pass(byte[] data) {
        return saboteur.pass(Arrays.copyOf(data, data.length + 10), data.length);
    }

    /** As from version 9 on. */
    private static byte[] compact(String transaction, int acks) {
        ByteBuffer request = header(12).put((byte) 0);
        byte[] text = transaction.getBytes(StandardCharsets.UTF_8);
        request.put((byte) (text.length == 0 ? 0 : text.length + 1)).put(text);
        return framed(request.putShort((short) acks).put(REST));
    }

    private static byte[] old(String transaction, int acks) {
        ByteBuffer request = header(8);
        byte[] text = transaction.getBytes(StandardCharsets.UTF_8);
        request.putShort((short) (text.length == 0 ? -1 : text.length)).put(text);
        return framed(request.putShort((short) acks).put(REST));
    }

    private static ByteBuffer header(int version) {
        byte[] client = "client".getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(200)
                .position(4)
                .putShort((short) 0)
                .putShort((short) version)
                .putInt(77)
                .putShort((short) client.length)
                .put(client);
    }

    private static byte[] framed(ByteBuffer request) {
        request.putInt(0, request.position() - 4);
        byte[] frame = new byte[request.position()];
        request.get(0, frame);
        return frame;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
