package io.walgateway.example.keyvalue.mutate;

import io.walgateway.client.WalClient;
import io.walgateway.client.Write;
import io.walgateway.client.WriteReceipt;
import io.walgateway.client.WriteSet;
import io.walgateway.example.keyvalue.request.Refusals;
import io.walgateway.example.keyvalue.request.Token;
import io.walgateway.proto.v1.BatchPart;
import io.walgateway.proto.v1.PluginTarget;
import io.walgateway.proto.v1.Target;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Completes mutation sets in the gateway. Each one waits on a virtual thread of its own; there are at most
 * {@value #SETS_MAX} at once.
 */
public final class SetCompletions implements AutoCloseable {
    private static final int SETS_MAX = 256;
    private static final Duration DEADLINE = Duration.ofSeconds(15);
    private static final Duration TRY_TIMEOUT = Duration.ofSeconds(5);
    private static final int WRITES_AT_ONCE = 64;
    private static final int ID_BYTES = 20;
    private static final String GRPC = "grpc";

    private final Optional<LogSettings> settings;
    private final Optional<WalClient> client;
    private final Semaphore places = new Semaphore(SETS_MAX);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("mutation-set-", 0).factory());

    /** @param settings empty: no namespace has {@code wal: true} */
    public SetCompletions(Optional<LogSettings> settings) {
        this.settings = settings;
        this.client = settings.map(SetCompletions::client);
    }

    /** The end of an attempt to complete a set. */
    public record Completion(String setId, WriteReceipt receipt) {}

    /**
     * Completes a set. Its id follows from the token and the parts: a repetition of the same change converges on one set.
     */
    CompletableFuture<Completion> complete(List<SetPart> parts, Token token) {
        return inPlace(() -> completed(id(parts, token), parts, token));
    }

    /** Writes deletions that wait for a random time each. */
    CompletableFuture<List<WriteReceipt>> spread(List<SetPart> deletions, Token token, Duration most) {
        return inPlace(() -> written(deletions, token, most));
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.ifPresent(WalClient::close);
    }

    private <T> CompletableFuture<T> inPlace(Supplier<T> work) {
        if (!places.tryAcquire()) {
            throw Refusals.busy(SETS_MAX + " mutation sets at once");
        }
        return CompletableFuture.supplyAsync(work, threads).whenComplete((_, _) -> places.release());
    }

    private Completion completed(String id, List<SetPart> parts, Token token) {
        try {
            WriteSet set = client().set(settings().namespace(), id);
            for (SetPart part : parts) {
                set.part(write(part, token));
            }
            WriteReceipt receipt = set.commit();
            return new Completion(
                    id, receipt instanceof WriteReceipt.Refused refused ? markedBefore(id, parts, refused) : receipt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Completion(id, new WriteReceipt.Unknown(token.text(), "the service is closing"));
        }
    }

    /** An applied set accepts no parts, but confirms its marker: then this change was made before. */
    private WriteReceipt markedBefore(String id, List<SetPart> parts, WriteReceipt.Refused refused)
            throws InterruptedException {
        Write marker = Write.of(Write.to(settings().namespace()).request().toBuilder()
                .setBatchPart(BatchPart.newBuilder().setBatchId(id).setPartsTotal(parts.size()))
                .build());
        WriteReceipt receipt = client().writeAndWait(marker);
        return receipt instanceof WriteReceipt.Refused ? refused : receipt;
    }

    private List<WriteReceipt> written(List<SetPart> deletions, Token token, Duration most) {
        List<WriteReceipt> receipts = new ArrayList<>();
        for (int from = 0; from < deletions.size(); from += WRITES_AT_ONCE) {
            List<CompletableFuture<WriteReceipt>> writes =
                    deletions.subList(from, Math.min(deletions.size(), from + WRITES_AT_ONCE)).stream()
                            .map(deletion -> client().write(write(deletion, token)
                                    .idempotencyToken(id(List.of(deletion), token))
                                    .delayRandom(most)))
                            .map(CompletionStage::toCompletableFuture)
                            .toList();
            writes.forEach(write -> receipts.add(write.join()));
        }
        return receipts;
    }

    private Write write(SetPart part, Token token) {
        return Write.to(settings().namespace())
                .payload(part.request().toByteArray())
                .writeTime(token.time())
                .target(Target.newBuilder()
                        .setPlugin(PluginTarget.newBuilder()
                                .setType(GRPC)
                                .putProperties("address", settings().targetAddress())
                                .putProperties("method", part.method()))
                        .build());
    }

    static String id(List<SetPart> parts, Token token) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(token.version().getBytes(StandardCharsets.UTF_8));
            for (SetPart part : parts) {
                digest.update(part.method().getBytes(StandardCharsets.UTF_8));
                digest.update(part.request().asReadOnlyByteBuffer());
            }
            return "kv-" + HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256, which every JVM has", e);
        }
    }

    private WalClient client() {
        return client.orElseThrow();
    }

    private LogSettings settings() {
        return settings.orElseThrow(
                () -> Refusals.unfitting("namespace", "wal: true", "wal.addresses in the settings"));
    }

    private static WalClient client(LogSettings settings) {
        var builder = WalClient.builder().deadline(DEADLINE).tryTimeout(TRY_TIMEOUT);
        settings.addresses().forEach(builder::address);
        return builder.build();
    }
}
