package io.walgateway.example.keyvalue.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EntryRuleTest {
    private static final String INDEX = "status value:/status";

    @Test
    void shouldRemoveTheEntriesOfOlderChangesAlone() {
        var old = new EntryRule.Noted(INDEX, "open", 1);
        var current = new EntryRule.Noted(INDEX, "paid", 2);
        var coming = new EntryRule.Noted(INDEX, "sent", 3);
        var item = new EntryRule.Present(2, Map.of(INDEX, "paid"));
        assertThat(EntryRule.removable(Optional.of(item), 2, List.of(old, current, coming)))
                .containsExactly(old);
    }

    @Test
    void shouldRemoveAllThatIsNotNewerThanADeletion() {
        var old = new EntryRule.Noted(INDEX, "open", 1);
        var same = new EntryRule.Noted(INDEX, "paid", 2);
        var coming = new EntryRule.Noted(INDEX, "sent", 3);
        assertThat(EntryRule.removable(Optional.empty(), 2, List.of(old, same, coming)))
                .containsExactly(old, same);
    }

    /** Changes overtake each other between any two steps, and repeat from their beginning. */
    @Test
    void shouldEndWithExactlyTheEntriesOfTheItemsWhateverTheInterleaving() {
        LongStream.range(0, 5_000).forEach(seed -> {
            IndexWorld world = new IndexWorld(seed, EntryRule::removable);
            world.run();
            assertThat(world.differences()).as("seed %d", seed).isEmpty();
        });
    }

    /** What the times are for: without them, the entry of a newer change is lost. */
    @Test
    void shouldFindTheFaultOfARuleThatIgnoresTimes() {
        assertThat(LongStream.range(0, 5_000).anyMatch(seed -> {
                    IndexWorld world = new IndexWorld(
                            seed,
                            (item, _, noted) -> noted.stream()
                                    .filter(entry -> item.isEmpty()
                                            || !entry.term()
                                                    .equals(item.get().terms().get(entry.index())))
                                    .toList());
                    world.run();
                    return !world.differences().isEmpty();
                }))
                .isTrue();
    }
}
