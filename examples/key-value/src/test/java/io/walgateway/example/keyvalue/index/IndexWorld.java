package io.walgateway.example.keyvalue.index;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One item, its index, and several changes of it that take their steps in a random order, as sets of the gateway do: each
 * in sequence, some of them twice. Tables keep the last write, and a deletion wins at the same time, as Cassandra does.
 */
final class IndexWorld {
    private static final String INDEX = "i metadata:i";
    private static final List<String> TERMS = List.of("a", "b", "c");

    private final Random random;
    private final Rule rule;
    private final Register<String> item = new Register<>();
    private final Map<String, Register<String>> entries = new HashMap<>();
    private final Map<String, Register<String>> notes = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    /** {@link EntryRule#removable}, or another one. */
    interface Rule {
        List<EntryRule.Noted> removable(
                Optional<EntryRule.Present> item, long changeMicros, List<EntryRule.Noted> noted);
    }

    /** A cell. */
    private static final class Register<T> {
        private @Nullable T value;
        private long micros = -1;
        private boolean deleted;

        void put(T given, long at) {
            if (at > micros) {
                value = given;
                micros = at;
                deleted = false;
            }
        }

        void delete(long at) {
            if (at >= micros) {
                value = null;
                micros = at;
                deleted = true;
            }
        }

        Optional<T> get() {
            return deleted ? Optional.empty() : Optional.ofNullable(value);
        }
    }

    /** A change that is under way. */
    private static final class Change {
        private final long micros;
        private final Optional<String> term;
        private int step;
        private List<EntryRule.Noted> noted = List.of();
        private List<EntryRule.Noted> removable = List.of();

        /** @param term empty: a deletion */
        Change(long micros, Optional<String> term) {
            this.micros = micros;
            this.term = term;
        }
    }

    IndexWorld(long seed, Rule rule) {
        this.random = new Random(seed);
        this.rule = rule;
    }

    void run() {
        List<Change> open = new ArrayList<>();
        for (long micros = 1; micros <= 5; micros++) {
            Optional<String> term =
                    random.nextInt(4) == 0 ? Optional.empty() : Optional.of(TERMS.get(random.nextInt(TERMS.size())));
            for (int times = random.nextInt(3) == 0 ? 2 : 1; times > 0; times--) {
                open.add(new Change(micros, term));
            }
        }
        Collections.shuffle(open, random);
        while (!open.isEmpty()) {
            // Some changes run ahead of others, as they do where most arrive in order.
            Change next = open.get(random.nextInt(random.nextBoolean() ? Math.min(2, open.size()) : open.size()));
            if (!step(next)) {
                open.remove(next);
            }
            item.get()
                    .filter(term -> register(entries, term).get().isEmpty())
                    .ifPresent(term -> faults.add("missing " + term));
        }
    }

    /** What is wrong: entries missing while an item was visible, and in the end also entries too many. */
    Set<String> differences() {
        Set<String> found = new TreeSet<>(faults);
        Set<String> there = entries.entrySet().stream()
                .filter(entry -> entry.getValue().get().isPresent())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        if (!there.equals(item.get().map(Set::of).orElse(Set.of()))) {
            found.add("item " + item.get() + ", entries " + there);
        }
        return found;
    }

    /** False: it was the last step. */
    private boolean step(Change change) {
        switch (change.step++) {
            case 0 -> change.term.ifPresent(term -> register(notes, term).put(term, change.micros));
            case 1 -> change.term.ifPresent(term -> register(entries, term).put(term, change.micros));
            case 2 ->
                change.term.ifPresentOrElse(term -> item.put(term, change.micros), () -> item.delete(change.micros));
            case 3 -> change.noted = noted();
            case 4 -> change.removable = rule.removable(present(), change.micros, change.noted);
            case 5 ->
                change.removable.forEach(
                        entry -> register(entries, entry.term()).delete(entry.micros()));
            default -> {
                change.removable.forEach(entry -> register(notes, entry.term()).delete(entry.micros()));
                return false;
            }
        }
        return true;
    }

    private List<EntryRule.Noted> noted() {
        return notes.values().stream()
                .flatMap(note -> note.get().map(term -> new EntryRule.Noted(INDEX, term, note.micros)).stream())
                .toList();
    }

    private Optional<EntryRule.Present> present() {
        return item.get().map(term -> new EntryRule.Present(item.micros, Map.of(INDEX, term)));
    }

    private static Register<String> register(Map<String, Register<String>> table, String term) {
        return table.computeIfAbsent(term, _ -> new Register<>());
    }
}
