package io.walgateway.log.append;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueTraits.Delays;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.log.append.AppendPath.Place;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AppendRouteTest {
    private final QueueWriter fifo = writer();
    private final QueueWriter kafka = writer();
    private final QueueWriter standard = writer();
    private final Place holdsNothingBack = new Place(fifo, Delays.NONE, 1);
    private final Place holdsBack = new Place(kafka, Delays.BY_PROCESSES, 1);
    private final Place delaysNatively = new Place(standard, Delays.BY_SERVERS, 1);

    @Test
    void shouldDelayWhereTheServersThemselvesDo() {
        assertThat(AppendRoute.delayed(List.of(holdsBack, delaysNatively))).containsExactly(delaysNatively, holdsBack);
    }

    @Test
    void shouldNotDelayInAQueueThatHoldsNothingBackWhereAnotherDoes() {
        assertThat(AppendRoute.delayed(List.of(holdsNothingBack, holdsBack))).containsExactly(holdsBack);
    }

    @Test
    void shouldLeaveDelaysToReadersWhereNoQueueHoldsBack() {
        assertThat(AppendRoute.delayed(List.of(holdsNothingBack))).containsExactly(holdsNothingBack);
    }

    private static QueueWriter writer() {
        // With the entry in it, so that no two of them are the same object.
        return entry -> CompletableFuture.completedFuture(new AppendResult.NotAppended(entry.toString()));
    }
}
