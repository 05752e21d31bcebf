package io.walgateway.log.set;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.set.ListedSet;
import io.walgateway.core.set.MutationSet;
import io.walgateway.core.set.PartList;
import io.walgateway.core.set.PartNote;
import io.walgateway.core.set.SetKeys;
import io.walgateway.core.set.SetKeys.Unfinished;
import io.walgateway.core.set.SetProgress;
import io.walgateway.core.set.SetState;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.storage.StorageUnavailableException;
import io.walgateway.proto.v1.StoredPart;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * One set in durable storage. Safe for any number of threads. Stages complete as those of {@link DurableStorage} do.
 *
 * @param storage that has it
 * @param keys    under which it is there
 */
public record SetStore(DurableStorage storage, SetKeys keys) {
    /** Slots that an id may have in a bucket; collisions of ids are rare. */
    private static final int SLOTS = 8;

    /**
     * A set as it was read.
     *
     * @param stored its form in storage, by which a change is conditional
     */
    public record Held(MutationSet set, Bytes stored) {}

    /** The set; empty if there is none with this id. */
    public CompletionStage<Optional<Held>> find() {
        return storage.get(keys.head(), 0).thenApply(content -> content.map(SetStore::held));
    }

    /** Opens the set, unless one with this id exists: then that one is returned. */
    CompletionStage<Held> open(MutationSet fresh) {
        Bytes content = SetCodec.encode(fresh);
        return enlist(Unfinished.OPEN, fresh.openUntil(), fresh.keptUntil())
                .thenCompose(_ -> storage.putIfAbsent(keys.head(), 0, content, fresh.keptUntil()))
                .thenApply(present -> held(present.orElse(content)));
    }

    /** Moves the set to its next state, and returns it; empty if another process moved it first. */
    public CompletionStage<Optional<Held>> move(Held held, SetState next) {
        MutationSet set = held.set().in(next);
        Bytes content = SetCodec.encode(set);
        return storage.replace(keys.head(), 0, held.stored(), content, set.keptUntil())
                .thenApply(moved -> moved ? Optional.of(new Held(set, content)) : Optional.empty());
    }

    /**
     * Stores parts, and lists them; parts that are there stay. One part alone is asked for by itself, which also tells
     * the content that is there.
     *
     * @param parts by sequence
     * @return the parts that are there now, by sequence
     */
    CompletionStage<Map<Integer, StoredPart>> putParts(MutationSet set, Map<Integer, StoredPart> parts) {
        return parts.size() == 1
                ? putEach(set, parts)
                : storage.putAllIfAbsent(keys.parts(set.generation()), contents(parts), set.keptUntil())
                        .thenCompose(stored -> {
                            Map<Integer, StoredPart> others = new TreeMap<>(parts);
                            others.keySet().removeAll(stored);
                            Map<Integer, StoredPart> done = new TreeMap<>(parts);
                            done.keySet().retainAll(stored);
                            return list(set, done).thenCombine(putEach(set, others), (_, there) -> {
                                done.putAll(there);
                                return done;
                            });
                        });
    }

    private static Map<Integer, Bytes> contents(Map<Integer, StoredPart> parts) {
        Map<Integer, Bytes> contents = new TreeMap<>();
        parts.forEach((sequence, part) -> contents.put(sequence, Bytes.wrap(part.toByteArray())));
        return contents;
    }

    /** Also lists a part that is there: the process that stored it may have ended. */
    private CompletionStage<Map<Integer, StoredPart>> putEach(MutationSet set, Map<Integer, StoredPart> parts) {
        CompletionStage<Map<Integer, StoredPart>> all = CompletableFuture.completedStage(new TreeMap<>());
        for (Map.Entry<Integer, StoredPart> given : parts.entrySet()) {
            int sequence = given.getKey();
            Bytes content = Bytes.wrap(given.getValue().toByteArray());
            CompletionStage<StoredPart> one = storage.putIfAbsent(
                            keys.parts(set.generation()), sequence, content, set.keptUntil())
                    .thenApply(present -> present.map(SetCodec::part).orElse(given.getValue()))
                    .thenCompose(part -> list(set, Map.of(sequence, part)).thenApply(_ -> part));
            all = all.thenCombine(one, (there, part) -> {
                there.put(sequence, part);
                return there;
            });
        }
        return all;
    }

    private CompletionStage<Void> list(MutationSet set, Map<Integer, StoredPart> parts) {
        Set<Integer> notes = parts.entrySet().stream()
                .map(part -> PartNote.of(
                                part.getKey(),
                                part.getValue().getRecord().getPayload().size())
                        .number())
                .collect(Collectors.toUnmodifiableSet());
        return storage.note(keys.list(set.generation()), notes, set.keptUntil());
    }

    /** The parts that are there. */
    public CompletionStage<PartList> parts(MutationSet set) {
        return storage.numbers(keys.list(set.generation())).thenApply(PartList::new);
    }

    /** A part; empty if it is not there. */
    public CompletionStage<Optional<StoredPart>> part(String generation, int sequence) {
        return storage.get(keys.parts(generation), sequence).thenApply(content -> content.map(SetCodec::part));
    }

    /** How far a target is. */
    public CompletionStage<SetProgress> progress(String generation, String target, int total) {
        return storage.numbers(keys.done(generation, target)).thenApply(done -> new SetProgress(total, done));
    }

    /** A part has its outcome at a target. */
    public CompletionStage<Void> done(String generation, String target, int sequence, Instant keptUntil) {
        return storage.note(keys.done(generation, target), Set.of(sequence), keptUntil);
    }

    /**
     * All parts have their outcome at one of the targets.
     *
     * @return true if that is so for each of them
     */
    public CompletionStage<Boolean> settled(String generation, int target, int targets, Instant keptUntil) {
        String key = keys.settled(generation);
        return storage.note(key, Set.of(target), keptUntil)
                .thenCompose(_ -> storage.numbers(key))
                .thenApply(settled -> settled.size() >= targets);
    }

    /** Removes the parts of a set that is over; may be repeated. */
    public CompletionStage<Void> removeParts(String generation, List<String> targets) {
        CompletableFuture<?>[] notes = targets.stream()
                .map(target -> storage.forget(keys.done(generation, target)).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        return storage.delete(keys.parts(generation))
                .thenCompose(_ -> storage.forget(keys.list(generation)))
                .thenCompose(_ -> CompletableFuture.allOf(notes));
    }

    /** Lists the set as unfinished. The bucket is listed first: no set is in a bucket that nobody looks into. */
    public CompletionStage<Void> enlist(Unfinished kind, Instant at, Instant keptUntil) {
        int bucket = SetKeys.bucket(at);
        return storage.put(SetKeys.lists(keys.namespace(), kind), bucket, Bytes.EMPTY, keptUntil)
                .thenCompose(_ -> enlist(list(kind, bucket), 0, new ListedSet(keys.id(), at).content(), keptUntil));
    }

    /** A set that is in no list would never be swept, so it fails where all of its slots are taken. */
    private CompletionStage<Void> enlist(String list, int attempt, Bytes content, Instant keptUntil) {
        if (attempt == SLOTS) {
            return CompletableFuture.failedStage(new StorageUnavailableException(
                    "too many unfinished sets have ids with the same hash as " + keys.id(), null));
        }
        return storage.putIfAbsent(list, slot(attempt), content, keptUntil)
                .thenCompose(present -> present.filter(other -> !isOwn(other)).isPresent()
                        ? enlist(list, attempt + 1, content, keptUntil)
                        : CompletableFuture.completedFuture(null));
    }

    /** Removes the set from a list, where it was put for this time. */
    public CompletionStage<Void> strike(Unfinished kind, Instant at) {
        return strike(list(kind, SetKeys.bucket(at)), 0);
    }

    private CompletionStage<Void> strike(String list, int attempt) {
        if (attempt == SLOTS) {
            return CompletableFuture.completedFuture(null);
        }
        return storage.get(list, slot(attempt)).thenCompose(present -> {
            if (present.filter(this::isOwn).isPresent()) {
                return storage.remove(list, slot(attempt));
            }
            return present.isPresent() ? strike(list, attempt + 1) : CompletableFuture.completedFuture(null);
        });
    }

    private boolean isOwn(Bytes content) {
        return ListedSet.read(content)
                .filter(listed -> listed.id().equals(keys.id()))
                .isPresent();
    }

    private String list(Unfinished kind, int bucket) {
        return SetKeys.list(keys.namespace(), kind, bucket, keys.shard());
    }

    private int slot(int attempt) {
        return (keys.slot() + attempt) & Integer.MAX_VALUE;
    }

    private static Held held(Bytes content) {
        return new Held(SetCodec.decode(content), content);
    }
}
