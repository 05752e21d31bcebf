package io.walgateway.local.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The data that is on its way in one direction of a connection. Each piece leaves a delay after it entered, so pieces
 * that follow each other closely overlap, as on a long line. One thread fills it, another one empties it.
 */
final class Flight {
    private static final int CHUNK_BYTES = 64 << 10;
    /** At most 16 MiB, which carries 200 MB/s over 80 ms. */
    private static final int PIECES_MAX = 256;

    private final Valve valve;
    private final Tampering tampering;
    private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(PIECES_MAX);

    /** Data, or the end of the stream. */
    private static final class Piece {
        private final Optional<byte[]> data;
        private final long due;

        private Piece(Optional<byte[]> data, long due) {
            this.data = data;
            this.due = due;
        }
    }

    Flight(Valve valve, Tampering tampering) {
        this.valve = valve;
        this.tampering = tampering;
    }

    /** Reads until the end of the stream. */
    void fill(InputStream from) throws IOException, InterruptedException {
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int read = from.read(chunk); read >= 0; read = from.read(chunk)) {
            pieces.put(new Piece(Optional.of(tampering.pass(chunk, read)), valve.due()));
        }
        pieces.put(new Piece(Optional.empty(), valve.due()));
    }

    /** Writes until all has arrived that preceded the end of the stream. */
    void empty(OutputStream to) throws IOException, InterruptedException {
        while (true) {
            Piece piece = pieces.take();
            valve.pass(piece.due);
            if (piece.data.isEmpty()) {
                return;
            }
            to.write(piece.data.get());
        }
    }
}
