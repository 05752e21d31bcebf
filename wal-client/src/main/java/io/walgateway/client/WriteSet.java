package io.walgateway.client;

import io.walgateway.proto.v1.BatchPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;

/**
 * One mutation set: several writes that are applied as a whole, in sequence. {@code
 * wal.set("carts").part(...).part(...).commit()}. Confined to one thread at a time.
 *
 * <ol>
 *   <li>Each part is sent when it is added, without waiting for its answer; a part waits for room where too much is
 *       under way.
 *   <li>A part that was not answered TRUE stays in memory, and is sent again by {@link #commit}.
 *   <li>{@link #commit} may be repeated: the set is applied once. Nothing is applied before it.
 *   <li>A set that is never committed expires by itself.
 * </ol>
 */
public final class WriteSet {
    private final SingleWrites writes;
    private final String namespace;
    private final String id;
    private final Map<Integer, Sent> unsettled = new LinkedHashMap<>();
    private UnaryOperator<Write> completion = UnaryOperator.identity();
    private int parts;

    private record Sent(Write write, CompletionStage<WriteReceipt> receipt) {}

    WriteSet(SingleWrites writes, String namespace, String id) {
        this.writes = writes;
        this.namespace = namespace;
        this.id = id;
    }

    /** The set's id; another client may commit it by this id. */
    public String id() {
        return id;
    }

    /** The number of parts so far. */
    public int parts() {
        return parts;
    }

    /**
     * Adds the next part, and sends it. Blocks while too much is under way, at most until the deadline of a write.
     *
     * @param part with payload, target, ordering key and write time; its namespace is that of the set. It has no delay and
     *             no time to live
     */
    public WriteSet part(Write part) throws InterruptedException {
        int sequence = parts++;
        Write numbered = Write.of(part.request().toBuilder()
                .setNamespace(namespace)
                .setBatchPart(BatchPart.newBuilder().setBatchId(id).setSequence(sequence))
                .build());
        forgetDurable();
        send(sequence, numbered);
        return this;
    }

    /** What the set has beside its parts, such as {@code write -> write.orderingKey("cart-7").delay(minute)}. */
    public WriteSet completion(UnaryOperator<Write> change) {
        completion = change;
        return this;
    }

    /**
     * Completes the set: waits until all parts are durable, and sends the marker. Blocks, at most for three deadlines of
     * a write.
     *
     * @return {@link WriteReceipt.Durable} if all parts will be applied; otherwise the receipt of the first part that is
     *     not durable, or of the marker. After {@link WriteReceipt.Unknown} the set may be applied; a repetition finds out
     */
    public WriteReceipt commit() throws InterruptedException {
        List<WriteReceipt> failed = await();
        if (!failed.isEmpty() && failed.stream().noneMatch(WriteReceipt.Refused.class::isInstance)) {
            for (Map.Entry<Integer, Sent> sent : Map.copyOf(unsettled).entrySet()) {
                send(sent.getKey(), sent.getValue().write());
            }
            failed = await();
        }
        if (!failed.isEmpty()) {
            return failed.getFirst();
        }
        Write marker = completion.apply(Write.to(namespace));
        return get(writes.writeWhenThereIsRoom(Write.of(marker.request().toBuilder()
                .setNamespace(namespace)
                .setBatchPart(BatchPart.newBuilder().setBatchId(id).setPartsTotal(parts))
                .build())));
    }

    private void send(int sequence, Write write) throws InterruptedException {
        unsettled.put(sequence, new Sent(write, writes.writeWhenThereIsRoom(write)));
    }

    /** The receipts of the parts that are not durable, refused ones first. */
    private List<WriteReceipt> await() throws InterruptedException {
        List<WriteReceipt> failed = new ArrayList<>();
        for (Map.Entry<Integer, Sent> sent : Map.copyOf(unsettled).entrySet()) {
            WriteReceipt receipt = get(sent.getValue().receipt());
            if (receipt.isDurable()) {
                unsettled.remove(sent.getKey());
            } else if (receipt instanceof WriteReceipt.Refused) {
                failed.addFirst(receipt);
            } else {
                failed.add(receipt);
            }
        }
        return failed;
    }

    /** Large sets do not keep what the gateway has. */
    private void forgetDurable() {
        unsettled.values().removeIf(sent -> {
            var receipt = sent.receipt().toCompletableFuture();
            return receipt.isDone()
                    && !receipt.isCompletedExceptionally()
                    && receipt.join().isDurable();
        });
    }

    private static WriteReceipt get(CompletionStage<WriteReceipt> receipt) throws InterruptedException {
        try {
            return receipt.toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected a receipt, but the write failed", e.getCause());
        }
    }
}
