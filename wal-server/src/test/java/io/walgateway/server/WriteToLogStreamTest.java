package io.walgateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.rpc.Code;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.proto.v1.Trilean;
import io.walgateway.proto.v1.WriteToLogStreamResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WriteToLogStreamTest {
    private ServerFixture server;

    @BeforeEach
    void start() throws IOException {
        server = ServerFixture.serving(Map.of("limits.in-flight-bytes-max", "12MiB", "drain-timeout", "5s"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void shouldAnswerInTheOrderOfSettlementByCorrelation() {
        StreamCaller caller = StreamCaller.open(server.channel());
        caller.send(7, "orders", 1);
        caller.send(3, "orders", 1);
        await().until(() -> server.queue.answers().size() == 2);

        server.queue.answers().get(1).complete(AppendResult.APPENDED);
        await().until(() -> caller.answers.size() == 1);
        server.queue.answers().get(0).complete(new AppendResult.NotAppended("full"));
        await().until(() -> caller.answers.size() == 2);

        assertThat(caller.correlations()).containsExactly(3L, 7L);
        assertThat(caller.answers.get(0).getResponse().getDurable()).isEqualTo(Trilean.TRILEAN_TRUE);
        assertThat(caller.answers.get(1).getResponse().getMessage()).isEqualTo("full");
    }

    @Test
    void shouldRefuseInTheStreamAndGoOn() {
        StreamCaller caller = StreamCaller.open(server.channel());
        caller.send(1, "nowhere", 1);
        caller.send(2, "orders", 2 << 20);
        caller.send(3, "orders", 1);
        await().until(() -> caller.answers.size() == 2 && server.queue.answers().size() == 1);
        server.queue.answers().getFirst().complete(AppendResult.APPENDED);
        await().until(() -> caller.answers.size() == 3);

        WriteToLogStreamResponse unknown = caller.answers.get(0);
        assertThat(unknown.getRefusal().getCode()).isEqualTo(Code.NOT_FOUND_VALUE);
        assertThat(unknown.getRefusal().getField()).isEqualTo("namespace");
        WriteToLogStreamResponse large = caller.answers.get(1);
        assertThat(large.getRefusal().getCode()).isEqualTo(Code.INVALID_ARGUMENT_VALUE);
        assertThat(large.getRefusal().getField()).isEqualTo("payload");
        assertThat(caller.correlations()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void shouldTakeSeveralWritesInOneMessageAndAnswerEach() {
        StreamCaller caller = StreamCaller.open(server.channel());
        caller.sendTogether(10, List.of("orders", "nowhere", "orders"));
        await().until(() -> caller.answers.size() == 1 && server.queue.answers().size() == 2);
        assertThat(caller.correlations()).containsExactly(11L);
        assertThat(caller.answers.getFirst().getRefusal().getCode()).isEqualTo(Code.NOT_FOUND_VALUE);

        server.queue.answers().forEach(answer -> answer.complete(AppendResult.APPENDED));

        await().until(() -> caller.answers.size() == 3);
        assertThat(caller.correlations()).containsExactly(11L, 10L, 12L);
    }

    @Test
    void shouldGatherAnswersForACallerWhoSendsSeveralWritesInOneMessage() {
        StreamCaller caller = StreamCaller.open(server.channel());
        caller.sendTogether(0, Collections.nCopies(500, "nowhere"));

        await().until(() -> caller.answers.size() == 500);
        assertThat(caller.messages).hasValue(2);
        assertThat(caller.correlations()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void shouldRefuseMoreWritesInOneMessageThanItMayHold() {
        StreamCaller caller = StreamCaller.open(server.channel());
        caller.sendTogether(0, Collections.nCopies(WriteStream.WRITES_PER_MESSAGE_MAX + 1, "orders"));

        await().until(caller.ended::isDone);
        assertThatThrownBy(caller.ended::join)
                .hasMessageContaining("INVALID_ARGUMENT: more: 1024 writes (expected: at most 1023)");
        assertThat(server.queue.answers()).isEmpty();
    }

    @Test
    void shouldEndAfterTheLastAnswer() {
        StreamCaller caller = StreamCaller.open(server.channel());
        caller.send(1, "orders", 1);
        caller.halfClose();
        await().until(() -> server.queue.answers().size() == 1);
        assertThat(caller.ended).isNotDone();

        server.queue.answers().getFirst().complete(AppendResult.APPENDED);

        await().until(caller.ended::isDone);
        caller.ended.join();
        assertThat(caller.answers).hasSize(1);
    }

    @Test
    void shouldEndAnEmptyStream() {
        StreamCaller caller = StreamCaller.open(server.channel());
        caller.halfClose();
        await().until(caller.ended::isDone);
        caller.ended.join();
    }

    @Test
    void shouldReadNoFurtherThanItMayHold() {
        StreamCaller caller = StreamCaller.open(server.channel());
        int sent = WriteStream.UNANSWERED_MAX + 500;
        LongStream.range(0, sent).forEach(i -> caller.send(i, "orders", 1));

        await().until(() -> server.queue.answers().size() == WriteStream.UNANSWERED_MAX);
        await().during(Duration.ofMillis(200))
                .until(() -> server.queue.answers().size() == WriteStream.UNANSWERED_MAX);

        await().until(() -> {
            server.queue.answers().forEach(answer -> answer.complete(AppendResult.APPENDED));
            return caller.answers.size() == sent;
        });
        assertThat(caller.correlations()).doesNotHaveDuplicates();
    }

    @Test
    void shouldReadNoMoreBytesThanItMayHold() {
        StreamCaller caller = StreamCaller.open(server.channel());
        LongStream.range(0, 30).forEach(i -> caller.send(i, "orders", 1 << 20));

        await().until(() -> server.queue.answers().size() == 8);
        await().during(Duration.ofMillis(200))
                .until(() -> server.queue.answers().size() == 8);
        assertThat(caller.maySend()).isFalse();

        await().until(() -> {
            server.queue.answers().forEach(answer -> answer.complete(AppendResult.APPENDED));
            return caller.answers.size() == 30;
        });
        assertThat(caller.answers).allMatch(answer -> answer.hasResponse());
    }

    @Test
    void shouldHoldUpACallerWhoDoesNotTakeAnswers() {
        StreamCaller caller = StreamCaller.openWithoutTaking(server.channel());
        int sent = 30_000;
        LongStream.range(0, sent).forEach(i -> caller.send(i, "nowhere", 1000));

        caller.take(1);
        await().until(() -> caller.answers.size() == 1);
        assertThat(caller.maySend()).isFalse();

        caller.take(sent);
        await().atMost(Duration.ofSeconds(60)).until(() -> caller.answers.size() == sent);
        assertThat(caller.answers)
                .extracting(WriteToLogStreamResponse::getCorrelation)
                .isSorted();
    }

    @Test
    void shouldShedInTheStream() {
        StreamCaller first = StreamCaller.open(server.channel());
        StreamCaller second = StreamCaller.open(server.channel());
        LongStream.range(0, 8).forEach(i -> first.send(i, "orders", 1 << 20));
        await().until(() -> server.queue.answers().size() == 8);
        LongStream.range(0, 8).forEach(i -> second.send(i, "orders", 1 << 20));

        await().until(() -> !second.answers.isEmpty());
        assertThat(second.answers.getFirst().getRefusal().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED_VALUE);
        assertThat(second.answers.getFirst().getRefusal().getRetryAfter()).isEqualTo(Rejections.RETRY_WHEN_OVERLOADED);
    }

    @Test
    void shouldGoOnAfterACallerHasGone() throws Exception {
        StreamCaller gone = StreamCaller.open(server.channel());
        gone.send(1, "orders", 1);
        await().until(() -> server.queue.answers().size() == 1);
        server.channel().shutdownNow();
        assertThat(server.channel().awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        server.queue.answers().getFirst().complete(AppendResult.APPENDED);

        StreamCaller next = StreamCaller.open(server.newChannel());
        next.send(2, "orders", 1);
        await().until(() -> server.queue.answers().size() == 2);
        server.queue.answers().getLast().complete(AppendResult.APPENDED);
        await().until(() -> next.answers.size() == 1);
    }

    @Test
    void shouldAnswerWhatItHasReadWhenItDrains() throws Exception {
        StreamCaller caller = StreamCaller.open(server.channel());
        caller.send(1, "orders", 1);
        await().until(() -> server.queue.answers().size() == 1);

        Thread closing = Thread.ofVirtual().start(server.server::close);
        await().until(() -> server.server.isDraining());
        server.queue.answers().getFirst().complete(AppendResult.APPENDED);
        closing.join();

        assertThat(caller.correlations()).containsExactly(1L);
        assertThatThrownBy(() -> caller.ended.get(120, TimeUnit.SECONDS))
                .hasMessageContaining("UNAVAILABLE: the server is going away");
    }
}
