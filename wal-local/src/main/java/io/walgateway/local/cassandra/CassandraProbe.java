package io.walgateway.local.cassandra;

import io.walgateway.local.port.Loopback;
import java.io.IOException;

/** Asks a node for its options in the native protocol: the one request that needs no session. */
final class CassandraProbe {

    private static final byte[] OPTIONS_V4 = {0x04, 0, 0, 0, 0x05, 0, 0, 0, 0};
    private static final int HEADER_BYTES = 9;
    private static final int OPCODE_AT = 4;
    private static final byte SUPPORTED = 0x06;

    private CassandraProbe() {}

    static boolean answers(int port) throws IOException {
        return Loopback.ask(port, OPTIONS_V4, HEADER_BYTES)[OPCODE_AT] == SUPPORTED;
    }
}
