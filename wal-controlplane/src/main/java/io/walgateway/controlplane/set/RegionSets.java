package io.walgateway.controlplane.set;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.set.ListedSet;
import io.walgateway.core.set.SetKeys;
import io.walgateway.core.set.SetKeys.Unfinished;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.storage.StorageAnswers;
import io.walgateway.core.storage.StorageUnavailableException;
import io.walgateway.log.set.SetFacts;
import io.walgateway.log.set.SetLookup;
import io.walgateway.log.set.SetStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/**
 * The sets of a namespace in the durable storage of one region. Methods block, and throw
 * {@link StorageUnavailableException} when the storage does not answer in time.
 */
record RegionSets(DurableStorage storage, NamespaceConfig namespace) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The buckets of a list, ascending. */
    List<Integer> buckets(Unfinished list) {
        return await(storage.numbers(SetKeys.lists(namespace.name(), list)));
    }

    /** The slots in each shard of a bucket, ascending; all shards are read at once. */
    List<List<Integer>> slots(Unfinished list, int bucket) {
        return IntStream.range(0, SetKeys.SHARDS)
                .mapToObj(shard -> storage.numbers(key(list, bucket, shard)))
                .toList()
                .stream()
                .map(RegionSets::await)
                .toList();
    }

    /** The ids in some slots of a shard, in their order; empty where there is none any longer. */
    List<Optional<String>> ids(Unfinished list, int bucket, int shard, List<Integer> slots) {
        List<CompletionStage<Optional<Bytes>>> asked = slots.stream()
                .map(slot -> storage.get(key(list, bucket, shard), slot))
                .toList();
        return asked.stream()
                .map(answer -> await(answer).flatMap(ListedSet::read).map(ListedSet::id))
                .toList();
    }

    /** The set without its parts, asked for and not waited for. */
    CompletionStage<Optional<SetStore.Held>> head(String id) {
        return store(id).find();
    }

    /** All that is known of a set. */
    Optional<SetFacts> facts(String id) {
        return await(new SetLookup(
                        store(id),
                        List.of(ConsumerGroup.ofRequestTargets(namespace.name())),
                        ConsumerGroup.ofTargets(namespace))
                .look());
    }

    private SetStore store(String id) {
        return new SetStore(storage, new SetKeys(namespace.name(), id));
    }

    private String key(Unfinished list, int bucket, int shard) {
        return SetKeys.list(namespace.name(), list, bucket, shard);
    }

    static <T> T await(CompletionStage<T> answer) {
        try {
            return StorageAnswers.await(answer, PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailableException("the control plane is closing", e);
        }
    }
}
