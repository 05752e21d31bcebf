package io.walgateway.controlplane.rest.request;

import io.javalin.http.Context;
import io.walgateway.config.document.NamespaceDocument;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a request's body, up to a limit. */
public final class DocumentBody {

    private static final int BYTES_MAX = NamespaceDocument.BYTES_MAX;
    private static final Pattern JSON =
            Pattern.compile("(?i:application/json)\\s*(;\\s*(?i:charset)=(?i:utf-8|\"utf-8\")\\s*)?;?");
    /** This much of an oversized body is discarded, so that a client that is still sending reads the answer. */
    private static final long DISCARDED_BYTES_MAX = 64L << 20;

    private static final int CHUNK_BYTES = 8192;

    private DocumentBody() {}

    public static byte[] read(Context request) throws IOException {
        return read(request, BYTES_MAX);
    }

    public static byte[] read(Context request, int bytesMax) throws IOException {
        requireJson(Objects.requireNonNullElse(request.header("Content-Type"), ""));
        requirePlain(request.header("Content-Encoding"));
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

    /**
     * A page of another site cannot send this type without a preflight request, so a missing type is refused as well.
     */
    private static void requireJson(String given) {
        if (!JSON.matcher(given.strip()).matches()) {
            throw new RefusedException(new Refusal.WrongContentType(Shown.of(given)));
        }
    }

    private static void requirePlain(@Nullable String encoding) {
        if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
            throw new RefusedException(new Refusal.WrongContentEncoding(Shown.of(encoding)));
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
