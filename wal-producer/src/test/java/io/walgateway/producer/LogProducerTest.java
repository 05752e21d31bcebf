package io.walgateway.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TraceContext;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.registry.Plugins;
import io.walgateway.log.client.QueueClients;
import io.walgateway.log.client.StorageClients;
import io.walgateway.log.record.DecodedRecord;
import io.walgateway.log.record.EnvelopeCodec;
import io.walgateway.log.record.MessageIds;
import io.walgateway.proto.v1.BatchPart;
import io.walgateway.proto.v1.Passage;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.fake.queue.HeldQueue;
import io.walgateway.testkit.fake.target.ScriptedTargetProvider;
import io.walgateway.testkit.sample.SampleMessages;
import io.walgateway.testkit.sample.SampleNamespaces;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogProducerTest {
    private final TestClock clock = new TestClock();
    private final HeldQueue queue = new HeldQueue();
    private final NamespaceConfig namespace = SampleNamespaces.withTarget("held", "scripted");
    private LogProducer producer = producer(queue);

    @AfterEach
    void close() {
        producer.close();
    }

    @Test
    void shouldAnswerWhatTheQueueAnswers() {
        CompletableFuture<WriteResult> durable = append(request());
        CompletableFuture<WriteResult> lost = append(request());
        CompletableFuture<WriteResult> unknown = append(request());
        assertThat(durable).isNotDone();

        queue.answers().get(0).complete(AppendResult.APPENDED);
        queue.answers().get(1).complete(new AppendResult.NotAppended("full"));
        queue.answers().get(2).complete(new AppendResult.Unknown("time-out"));

        assertThat(durable.join()).isInstanceOf(WriteResult.Durable.class);
        assertThat(lost.join())
                .isInstanceOfSatisfying(
                        WriteResult.NotDurable.class, no -> assertThat(no.why()).isEqualTo("full"));
        assertThat(unknown.join())
                .isInstanceOfSatisfying(
                        WriteResult.Unknown.class,
                        maybe -> assertThat(maybe.why()).isEqualTo("time-out"));
    }

    @Test
    void shouldAppendAllOfTheWrite() {
        CallContext call = new CallContext(Duration.ofMinutes(5), SampleMessages.TRACE);
        CompletableFuture<WriteResult> answer =
                producer.append(request(), namespace, call).toCompletableFuture();
        queue.answers().getFirst().complete(AppendResult.APPENDED);

        Message message = appended(0);
        assertThat(message.payload()).isEqualTo(Bytes.utf8("p"));
        assertThat(message.orderingKey()).isEqualTo(Bytes.utf8("k"));
        assertThat(queue.entries().getFirst().key()).isEqualTo(Bytes.utf8("k"));
        assertThat(message.lifecycle().appendTime()).isEqualTo(TestClock.START);
        assertThat(message.configurationRevision()).isEqualTo(7);
        assertThat(message.provenance())
                .isEqualTo(new Message.Provenance(
                        "eu", List.of("eu"), List.of("eu/orders"), SampleMessages.TRACE, List.of()));
        assertThat(answer.join()).isEqualTo(new WriteResult.Durable(message.id()));
    }

    @Test
    void shouldKeepThePassageOfAWriteAndPreferItsTrace() {
        CallContext call = new CallContext(Duration.ofMinutes(5), SampleMessages.TRACE);
        Passage passage = Passage.newBuilder()
                .setOriginRegion("us")
                .addHops("us")
                .addLogs("us/first")
                .build();
        String trace = "00-11112222333344445555666677778888-1111222233334444-01";
        producer.append(request().toBuilder().setPassage(passage).build(), namespace, call);
        producer.append(
                request().toBuilder()
                        .setPassage(passage.toBuilder().setTraceParent(trace))
                        .build(),
                namespace,
                call);

        assertThat(appended(0).provenance())
                .isEqualTo(new Message.Provenance(
                        "us", List.of("us", "eu"), List.of("us/first", "eu/orders"), SampleMessages.TRACE, List.of()));
        assertThat(appended(1).provenance().trace()).isEqualTo(TraceContext.of(trace, ""));
    }

    @Test
    void shouldAppendNothingThatHasPassedThroughTheSameLog() {
        WriteToLogRequest echo = request().toBuilder()
                .setPassage(Passage.newBuilder().addLogs("eu/orders").addLogs("eu/copy"))
                .build();

        assertThat(append(echo).join())
                .isInstanceOfSatisfying(
                        WriteResult.Refused.class,
                        refused -> assertThat(refused.violations().getFirst().path())
                                .isEqualTo("passage.logs"));
        assertThat(queue.entries()).isEmpty();
    }

    @Test
    void shouldGiveTheSameTokenTheSameId() {
        producer.append(request().toBuilder().setIdempotencyToken("t").build(), namespace);
        producer.append(request().toBuilder().setIdempotencyToken("t").build(), namespace);
        producer.append(request(), namespace);

        UUID id = appended(0).id();
        assertThat(id)
                .isEqualTo(MessageIds.ofToken("orders", "t"))
                .isEqualTo(appended(1).id());
        assertThat(id).isNotEqualTo(appended(2).id());
    }

    @Test
    void shouldSayWhoseLimitItIsWhenTheQueuesServersTakeLess() {
        CompletableFuture<WriteResult> answer =
                producer.append(request(), namespace).toCompletableFuture();
        int bytes = queue.entries().getFirst().record().size();
        queue.answers().getFirst().complete(new AppendResult.TooLarge(bytes, bytes - 1));

        assertThat(answer.join())
                .isInstanceOfSatisfying(
                        WriteResult.Refused.class,
                        refused -> assertThat(refused.violations().getFirst().expectation())
                                .contains("servers of orders's queue do not take a record of " + bytes + " bytes")
                                .doesNotContain("at most"));
    }

    @Test
    void shouldAnswerUnknownBeforeTheDeadline() {
        CallContext call = new CallContext(Duration.ofMillis(100), TraceContext.NONE);
        CompletableFuture<WriteResult> answer =
                producer.append(request(), namespace, call).toCompletableFuture();

        await().until(answer::isDone);

        assertThat(answer.join())
                .isEqualTo(new WriteResult.Unknown(appended(0).id(), "the queue has not answered by the deadline"));
    }

    @Test
    void shouldAppendNothingAfterTheDeadline() {
        CallContext call = new CallContext(Duration.ZERO, TraceContext.NONE);
        CompletableFuture<WriteResult> answer =
                producer.append(request(), namespace, call).toCompletableFuture();

        assertThat(answer.join()).isInstanceOf(WriteResult.NotDurable.class);
        assertThat(queue.entries()).isEmpty();
    }

    @Test
    void shouldAppendNothingOfWhatItRefuses() {
        WriteToLogRequest batch = request().toBuilder()
                .setBatchPart(BatchPart.getDefaultInstance())
                .build();

        assertThat(append(batch).join()).isInstanceOf(WriteResult.Refused.class);
        assertThat(queue.entries()).isEmpty();
    }

    @Test
    void shouldSayWhatItDoesNotServe() {
        assertThat(producer.append(request(), SampleNamespaces.withTarget("sqs", "evc"))
                        .toCompletableFuture()
                        .join())
                .isEqualTo(new WriteResult.NotServed(List.of(
                        "not served: queue type SQS has no plugin here",
                        "not served: target type evc has no plugin here")));
    }

    @Test
    void shouldSayThatSettingsAreMissing() {
        producer.close();
        producer = producer(new HeldQueue(config -> {
            throw new IllegalArgumentException("clusters.x: absent (expected: addresses)");
        }));

        assertThat(append(request()).join())
                .isEqualTo(new WriteResult.NotServed(List.of("not served: clusters.x: absent (expected: addresses)")));
    }

    @Test
    void shouldAnswerUnknownWhenAClientBreaksItsPromise() {
        producer.close();
        producer = producer(new HeldQueue(config -> entry -> {
            throw new IllegalStateException("broken");
        }));

        assertThat(append(request()).join()).isInstanceOf(WriteResult.Unknown.class);
    }

    @Test
    void shouldFollowChangesOfTheNamespace() {
        assertThat(append(request())).isNotDone();
        assertThat(producer.append(request(), SampleNamespaces.withTarget("sqs", "scripted"))
                        .toCompletableFuture()
                        .join())
                .isInstanceOf(WriteResult.NotServed.class);
        assertThat(append(request())).isNotDone();
        assertThat(queue.entries()).hasSize(2);
    }

    @Test
    void shouldCloseEveryQueueClientOnce() {
        QueueClients clients = QueueClients.open(plugins(queue), this::context);
        assertThat(clients.types()).containsExactly("held");
        assertThat(clients.client("sqs")).isEmpty();
        clients.close();
        assertThat(queue.closings()).isEqualTo(1);
    }

    private CompletableFuture<WriteResult> append(WriteToLogRequest request) {
        return producer.append(request, namespace).toCompletableFuture();
    }

    private Message appended(int index) {
        DecodedRecord record = EnvelopeCodec.decode(
                SampleMessages.lease(queue.entries().get(index).record()), "orders");
        return ((DecodedRecord.Intact) record).message();
    }

    private LogProducer producer(HeldQueue held) {
        Plugins plugins = plugins(held);
        MessageIds ids = new MessageIds(clock, new SplittableRandom(1));
        return new LogProducer(
                plugins, QueueClients.open(plugins, this::context), StorageClients.NONE, clock, ids, "eu");
    }

    private Plugins plugins(HeldQueue held) {
        return new Plugins(Map.of("held", held), Map.of("scripted", new ScriptedTargetProvider(clock)));
    }

    private PluginContext context(String type) {
        return new PluginContext(Map.of(), clock, "test");
    }

    private static WriteToLogRequest request() {
        return WriteToLogRequest.newBuilder()
                .setNamespace("orders")
                .setPayload(ByteString.copyFromUtf8("p"))
                .setOrderingKey(ByteString.copyFromUtf8("k"))
                .build();
    }
}
