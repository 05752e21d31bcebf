package io.walgateway.controlplane.rest;

import io.javalin.http.Context;
import io.walgateway.config.document.NamespaceDocument;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads a request's body, up to a limit. */
final class DocumentBody {

    private static final int BYTES_MAX = NamespaceDocument.BYTES_MAX;
    private static final String JSON = "application/json";
    /** So much of a body that is too large is thrown away, so that a client that is still sending reads the answer. */
    private static final long DISCARDED_BYTES_MAX = 64L << 20;

    private static final int CHUNK_BYTES = 8192;

    private DocumentBody() {}

    static byte[] read(Context request) throws IOException {
        return read(request, BYTES_MAX);
    }

    static byte[] read(Context request, int bytesMax) throws IOException {
        requireJson(request.header("Content-Type"));
        InputStream body = request.req().getInputStream();
        if (request.req().getContentLengthLong() > bytesMax) {
            if (request.header("Expect") == null) {
                discard(body);
            }
            throw new RefusedException(new Refusal.TooLarge(bytesMax));
        }
        byte[] read = body.readNBytes(bytesMax + 1);
        if (read.length > bytesMax) {
            discard(body);
            throw new RefusedException(new Refusal.TooLarge(bytesMax));
        }
        return read;
    }

    private static void requireJson(@Nullable String given) {
        if (given != null
                && !given.isBlank()
                && !given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(JSON)) {
            throw new RefusedException(new Refusal.WrongContentType(Shown.of(given)));
        }
    }

    private static void discard(InputStream body) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        long left = DISCARDED_BYTES_MAX;
        while (left > 0) {
            int read = body.read(chunk);
            if (read < 0) {
                return;
            }
            left -= read;
        }
    }
}
