package io.walgateway.cli.write;

import com.google.protobuf.ByteString;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.proto.v1.BatchPart;
import io.walgateway.proto.v1.Priority;
import io.walgateway.proto.v1.WriteToLogRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options for everything that a {@link WriteToLogRequest} may carry. */
final class RequestOptions {

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "Whose log.")
    private String namespace = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "PAYLOAD", description = "As text.")
    private @Nullable String text;

    @Option(
            names = "--payload-file",
            paramLabel = "FILE",
            description = "The payload is the content of this file; - for standard input.")
    private @Nullable String file;

    @Option(names = "--key", paramLabel = "K", description = "The ordering key.")
    private String key = "";

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "The idempotency token: a retry with the same one gets the same message id.")
    private String token = "";

    @Option(names = "--priority", paramLabel = "PRIORITY", description = "${COMPLETION-CANDIDATES} (default: normal).")
    private @Nullable Level priority;

    @Mixin
    private final LifecycleOptions lifecycle = new LifecycleOptions();

    @Mixin
    private final TargetOptions target = new TargetOptions();

    @Option(
            names = "--batch",
            paramLabel = "ID",
            description = "It is a part of this mutation set, or its completion marker.")
    private @Nullable String batch;

    @Option(names = "--batch-sequence", paramLabel = "N", description = "Which part of the set, from 0.")
    private @Nullable Integer sequence;

    @Option(
            names = "--batch-total",
            paramLabel = "N",
            description = "It is the completion marker of a set of so many parts.")
    private @Nullable Integer total;

    /** The urgency of a write. */
    enum Level {
        LOW,
        NORMAL,
        HIGH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws CliException if the options do not form a request */
    WriteToLogRequest build() {
        WriteToLogRequest.Builder request = WriteToLogRequest.newBuilder()
                .setNamespace(namespace)
                .setPayload(payload())
                .setOrderingKey(ByteString.copyFromUtf8(key))
                .setIdempotencyToken(token);
        if (priority != null) {
            request.setPriority(Priority.valueOf("PRIORITY_" + priority.name()));
        }
        lifecycle.build().ifPresent(request::setLifecycle);
        target.build().ifPresent(request::setTarget);
        if (batch != null || sequence != null || total != null) {
            request.setBatchPart(batchPart());
        }
        return request.build();
    }

    private BatchPart batchPart() {
        if (batch == null || (sequence == null) == (total == null)) {
            throw CliException.misused(
                    "--batch: incomplete (expected: --batch ID with either --batch-sequence N or --batch-total N)");
        }
        BatchPart.Builder part = BatchPart.newBuilder().setBatchId(batch);
        if (sequence != null) {
            part.setSequence(notNegative("--batch-sequence", sequence));
        }
        if (total != null) {
            part.setPartsTotal(notNegative("--batch-total", total));
        }
        return part.build();
    }

    private static int notNegative(String option, int value) {
        if (value < 0) {
            throw CliException.misused("%s: %d (expected: >= 0)".formatted(option, value));
        }
        return value;
    }

    /** Markers and tombstones have no payload. */
    private ByteString payload() {
        if (text != null && file == null) {
            return ByteString.copyFromUtf8(text);
        }
        if (text == null && file == null && (total != null || target.isTombstone())) {
            return ByteString.EMPTY;
        }
        if (text != null || file == null) {
            throw CliException.misused(
                    "PAYLOAD: %s (expected: either it or --payload-file)".formatted(text == null ? "absent" : text));
        }
        try (InputStream content = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
            return ByteString.readFrom(content);
        } catch (IOException e) {
            throw new CliException("--payload-file: %s (expected: a file that can be read): %s".formatted(file, e), e);
        }
    }
}
