package io.walgateway.core.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.walgateway.core.message.Bytes;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartNoteTest {
    @Test
    void shouldCarrySequenceAndSizeInOneNumber() {
        for (int sequence : new int[] {0, 1, 77, 9_999}) {
            for (int bytes : new int[] {0, 2, 1000, PartNote.BYTES_MAX - 2}) {
                PartNote note = PartNote.of(sequence, bytes);
                assertThat(note.number()).isNotNegative();
                assertThat(PartNote.read(note.number())).isEqualTo(new PartNote(sequence, bytes));
            }
        }
        assertThat(PartNote.of(3, 7).bytes()).isEqualTo(8);
        assertThat(PartNote.of(3, PartNote.BYTES_MAX - 1).bytes()).isEqualTo(PartNote.BYTES_MAX);
    }

    @Test
    void shouldRefuseWhatItCannotCarry() {
        assertThatIllegalArgumentException().isThrownBy(() -> PartNote.of(10_000, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> PartNote.of(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> PartNote.of(0, PartNote.BYTES_MAX));
    }

    @Test
    void shouldSumUpParts() {
        PartList parts = new PartList(
                List.of(PartNote.of(0, 10).number(), PartNote.of(2, 5).number()));
        assertThat(parts.count()).isEqualTo(2);
        assertThat(parts.bytes()).isEqualTo(16);
        assertThat(parts.missing(4)).containsExactly(1, 3);
        assertThat(parts.beyond(1)).containsExactly(2);
    }

    @Test
    void shouldGoOnWithTheFirstPartThatIsNotDone() {
        SetProgress progress = new SetProgress(3, List.of(0, 2, 9));
        assertThat(progress.next()).isEqualTo(1);
        assertThat(progress.count()).isEqualTo(2);
        assertThat(progress).hasToString("part 1 of 3");
        progress.done(1);
        assertThat(progress.isComplete()).isTrue();
    }

    @Test
    void shouldListWhatItReads() {
        ListedSet listed = new ListedSet("cart-7", Instant.ofEpochSecond(1_800_000_000));
        assertThat(ListedSet.read(listed.content())).contains(listed);
        assertThat(ListedSet.read(Bytes.utf8("cart-7"))).isEmpty();
        assertThat(ListedSet.read(Bytes.utf8("5 a/b"))).isEmpty();
    }

    @Test
    void shouldKeepKeysApart() {
        assertThat(SetKeys.isId("a.b_c:d@e-9")).isTrue();
        for (String id : List.of("", "a/b", "a b", "\u00e9", "x".repeat(201))) {
            assertThat(SetKeys.isId(id)).as(id).isFalse();
        }
        SetKeys keys = new SetKeys("n".repeat(100), "i".repeat(200));
        assertThat(keys.done("g".repeat(36), "t".repeat(100)).length()).isLessThanOrEqualTo(512);
        assertThat(keys.shard()).isBetween(0, SetKeys.SHARDS - 1);
        assertThat(keys.slot()).isNotNegative();
        Instant time = Instant.parse("2026-11-28T12:34:56Z");
        assertThat(SetKeys.start(SetKeys.bucket(time))).isEqualTo(Instant.parse("2026-11-28T12:30:00Z"));
    }
}
