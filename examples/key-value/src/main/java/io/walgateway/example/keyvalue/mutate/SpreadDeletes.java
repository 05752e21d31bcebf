package io.walgateway.example.keyvalue.mutate;

import com.google.protobuf.ByteString;
import io.walgateway.example.keyvalue.namespace.KeyValueNamespace;
import io.walgateway.example.keyvalue.request.Match;
import io.walgateway.example.keyvalue.request.Refusals;
import io.walgateway.example.keyvalue.request.Token;
import io.walgateway.proto.kv.v1.DeleteItemsRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Deletes over time: one message for each key, each of which waits in the log for a random time. */
public final class SpreadDeletes {
    private static final long SECONDS_MAX = 24L * 60 * 60;

    private final SetCompletions sets;

    public SpreadDeletes(SetCompletions sets) {
        this.sets = sets;
    }

    /** Completes when all deletions are durable. */
    public CompletableFuture<Void> delete(
            KeyValueNamespace namespace, DeleteItemsRequest delete, Match match, Token token) {
        if (!namespace.wal() || namespace.isIndexed()) {
            throw Refusals.unfitting(
                    "spread", "present", "a namespace with wal: true and without indices; this is " + namespace.name());
        }
        long seconds = delete.getSpread().getSeconds();
        if (seconds < 1 || seconds > SECONDS_MAX) {
            throw Refusals.invalid("spread", seconds + " s", "1 s to 1 d");
        }
        List<SetPart> deletions = split(match).stream()
                .flatMap(each -> MutationParts.of(namespace, delete, each, token).stream())
                .toList();
        return sets.spread(deletions, token, Duration.ofSeconds(seconds))
                .thenAccept(receipts -> receipts.forEach(IndexedChanges::require));
    }

    private static List<Match> split(Match match) {
        return switch (match) {
            case Match.All _, Match.Range _ -> List.of(match);
            case Match.Keys(List<ByteString> keys) ->
                keys.stream().<Match>map(key -> new Match.Keys(List.of(key))).toList();
        };
    }
}
