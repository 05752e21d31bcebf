package io.walgateway.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ClosingStackTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final List<String> closed = new CopyOnWriteArrayList<>();
    private final ClosingStack stack = new ClosingStack();

    @Test
    void shouldCloseInReverseOrderAndOnce() {
        push("first");
        push("second");

        stack.close();
        stack.close();

        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void shouldGoOnWhenOneFails() {
        push("first");
        stack.push("second", PATIENCE, () -> {
            throw new IOException("broken");
        });

        stack.close();

        assertThat(closed).containsExactly("first");
    }

    @Test
    void shouldGoOnWhenOneDoesNotEnd() {
        CountDownLatch never = new CountDownLatch(1);
        push("first");
        stack.push("second", Duration.ofMillis(20), never::await);

        stack.close();

        assertThat(closed).containsExactly("first");
    }

    @Test
    void shouldCloseAtOnceWhatIsOpenedTooLate() {
        stack.close();

        assertThatThrownBy(() -> push("late")).isInstanceOf(IllegalStateException.class);
        assertThat(closed).containsExactly("late");
    }

    @Test
    void shouldLetOthersWaitUntilAllIsClosed() throws InterruptedException {
        CountDownLatch mayEnd = new CountDownLatch(1);
        stack.push("slow", PATIENCE, mayEnd::await);
        Thread closer = Thread.ofVirtual().start(stack::close);
        Thread waiter = Thread.ofVirtual().start(() -> {
            stack.close();
            closed.add("waiter");
        });

        assertThat(closed).isEmpty();
        mayEnd.countDown();
        closer.join();
        waiter.join();

        assertThat(closed).containsExactly("waiter");
    }

    private void push(String name) {
        stack.push(name, PATIENCE, () -> closed.add(name));
    }
}
