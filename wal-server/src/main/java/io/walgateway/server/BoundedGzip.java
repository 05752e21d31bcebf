package io.walgateway.server;

import io.grpc.Codec;
import io.grpc.Decompressor;
import io.grpc.DecompressorRegistry;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Inflates gzip as it is read, within bounds: the bytes count as arriving until the stream is closed, they do not
 * exceed the limit of one message, and beyond {@link #INFLATED_BYTES_FREE} they are at most {@link #RATIO_MAX} times
 * the compressed ones. Input that breaks a bound, or is not gzip, ends in a {@link RefusedException}.
 */
record BoundedGzip(ArrivingBytes arriving, int messageBytesMax) implements Decompressor {
    /** JSON compresses to a tenth or a twentieth; gzip can reach a ratio of 1,032. */
    static final int RATIO_MAX = 100;
    /** A small number of zeros is harmless, however well they compress. */
    static final int INFLATED_BYTES_FREE = 1 << 20;

    /** The compressions that messages may use. */
    static DecompressorRegistry registry(ArrivingBytes arriving, int messageBytesMax) {
        return DecompressorRegistry.emptyInstance()
                .with(new BoundedGzip(arriving, messageBytesMax), true)
                .with(Codec.Identity.NONE, false);
    }

    @Override
    public String getMessageEncoding() {
        return "gzip";
    }

    /** Reads nothing yet, so that a broken header is found when a message is read. */
    @Override
    public InputStream decompress(InputStream compressed) {
        return new Inflating(new Counting(compressed));
    }

    private final class Inflating extends InputStream {
        private final Counting compressed;
        private @Nullable InputStream gzip;
        private long held;

        private Inflating(Counting compressed) {
            this.compressed = compressed;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int count = inflate(into, offset, length);
            if (count > 0) {
                admit(count);
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            arriving.release(held);
            held = 0;
            compressed.close();
            if (gzip != null) {
                gzip.close();
            }
        }

        private int inflate(byte[] into, int offset, int length) {
            try {
                if (gzip == null) {
                    gzip = new GZIPInputStream(compressed);
                }
                return gzip.read(into, offset, length);
            } catch (IOException e) {
                throw new RefusedException(new Answer.NotInflatable(String.valueOf(e.getMessage())));
            }
        }

        private void admit(int count) {
            if (held + count > messageBytesMax) {
                throw new RefusedException(new Answer.TooLarge(messageBytesMax));
            }
            arriving.hold(count).ifPresent(limit -> {
                throw new RefusedException(new Answer.NoRoom(limit));
            });
            held += count;
            if (held > INFLATED_BYTES_FREE + RATIO_MAX * compressed.count) {
                throw new RefusedException(new Answer.InflatesTooFar(RATIO_MAX));
            }
        }
    }

    private static final class Counting extends FilterInputStream {
        private long count;

        private Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
