package io.walgateway.core.set;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SetProgressTest {
    @Test
    void shouldTellThePartsThatAreNextAndNextButOne() {
        SetProgress progress = new SetProgress(5, List.of(0, 2, 9));
        assertThat(progress.next()).isEqualTo(1);
        assertThat(progress.nextAfter(1)).hasValue(3);
        progress.done(1);
        assertThat(progress.next()).isEqualTo(3);
        assertThat(progress.nextAfter(3)).hasValue(4);
        assertThat(progress.nextAfter(4)).hasValue(3);
        progress.done(3);
        assertThat(progress.nextAfter(4)).isEmpty();
        assertThat(progress).hasToString("part 4 of 5");
        progress.done(4);
        assertThat(progress.isComplete()).isTrue();
    }
}
