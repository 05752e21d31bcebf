package io.walgateway.producer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Header;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TraceContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.proto.v1.KafkaHeader;
import io.walgateway.proto.v1.Passage;
import io.walgateway.testkit.sample.SampleMessages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PassageReaderTest {
    private final List<Violation> found = new ArrayList<>();

    @Test
    void shouldNameTheFirstLogOfAWriteThatNobodyHasPassedOn() {
        assertThat(PassageReader.first("eu", "orders"))
                .isEqualTo(new Message.Provenance(
                        "eu", List.of("eu"), List.of("eu/orders"), TraceContext.NONE, List.of()));
        assertThat(PassageReader.first("", "orders"))
                .isEqualTo(new Message.Provenance("", List.of(), List.of("/orders"), TraceContext.NONE, List.of()));
    }

    @Test
    void shouldKeepTheOriginAndAddItsOwnRegionAndLog() {
        Passage passage = Passage.newBuilder()
                .setOriginRegion("us")
                .addHops("us")
                .addLogs("us/first")
                .setTraceParent(SampleMessages.TRACE.parent())
                .setTraceState(SampleMessages.TRACE.state())
                .addHeaders(KafkaHeader.newBuilder().setKey("a").setValue(ByteString.copyFromUtf8("1")))
                .addHeaders(KafkaHeader.newBuilder().setKey("b"))
                .addHeaders(KafkaHeader.newBuilder().setKey("wal-attempt"))
                .addHeaders(KafkaHeader.newBuilder().setKey("traceparent"))
                .build();

        assertThat(read("eu", passage))
                .isEqualTo(new Message.Provenance(
                        "us",
                        List.of("us", "eu"),
                        List.of("us/first", "eu/orders"),
                        SampleMessages.TRACE,
                        List.of(Header.of("a", Bytes.utf8("1")), new Header("b", Optional.empty()))));
        assertThat(found).isEmpty();
    }

    @Test
    void shouldNotRepeatItsRegionWithinOneDeployment() {
        Passage within = Passage.newBuilder().addHops("eu").addLogs("eu/first").build();
        assertThat(read("eu", within).hops()).containsExactly("eu");
        assertThat(read("eu", within).originRegion()).isEqualTo("eu");
        assertThat(read("", within).hops()).containsExactly("eu");
        assertThat(read("", within).logs()).containsExactly("eu/first", "/orders");
    }

    @Test
    void shouldCountATraceThatIsNotWellFormedAsAbsent() {
        Passage odd = Passage.newBuilder().setTraceParent("x").build();
        assertThat(read("eu", odd).trace()).isEqualTo(TraceContext.NONE);
        assertThat(found).isEmpty();
    }

    @Test
    void shouldRefuseAWriteThatComesBackAndNameTheCircle() {
        read(
                "eu",
                Passage.newBuilder()
                        .addLogs("eu/source")
                        .addLogs("eu/orders")
                        .addLogs("us/copy")
                        .build());
        assertThat(found)
                .singleElement()
                .satisfies(violation -> assertThat(violation.toString())
                        .startsWith("passage.logs: eu/orders, us/copy, eu/orders (expected: no log twice"));
    }

    @Test
    void shouldNotTakeANamespaceOfAnotherRegionForItself() {
        read("eu", Passage.newBuilder().addLogs("us/orders").addLogs("/orders").build());
        assertThat(found).isEmpty();
    }

    @Test
    void shouldRefuseTheSeventeenthLog() {
        read("eu", logs(PassageReader.LOGS_MAX - 1));
        assertThat(found).isEmpty();
        read("eu", logs(PassageReader.LOGS_MAX));
        assertThat(found)
                .extracting(Violation::toString)
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .isEqualTo(
                                "passage.logs: 16 logs, and eu/orders (expected: at most 16 logs through which a write"
                                        + " passes)"));
    }

    @Test
    void shouldRefuseWhatIsTooMuchOrTooLong() {
        read(
                "eu",
                Passage.newBuilder()
                        .addAllHops(Collections.nCopies(PassageReader.HOPS_MAX + 1, "r"))
                        .build());
        read(
                "eu",
                Passage.newBuilder()
                        .setOriginRegion("r".repeat(PassageReader.REGION_CHARS_MAX + 1))
                        .addHops("r".repeat(PassageReader.REGION_CHARS_MAX + 1))
                        .addLogs("r".repeat(PassageReader.LOG_CHARS_MAX + 1))
                        .addHeaders(
                                KafkaHeader.newBuilder().setKey("h").setValue(ByteString.copyFrom(new byte[16 << 10])))
                        .build());
        assertThat(found)
                .extracting(Violation::toString)
                .containsExactly(
                        "passage.hops: 17 regions (expected: at most 16)",
                        "passage.origin_region: a name of 101 characters (expected: at most 100 characters)",
                        "passage.hops: a name of 101 characters (expected: at most 100 characters)",
                        "passage.logs: a name of 202 characters (expected: at most 201 characters)",
                        "passage.headers: 16385 bytes (expected: at most 16384)");
    }

    private Message.Provenance read(String region, Passage passage) {
        return new PassageReader(region, "orders", found).read(passage);
    }

    private static Passage logs(int count) {
        return Passage.newBuilder()
                .addAllLogs(IntStream.range(0, count).mapToObj(i -> "r/" + i).toList())
                .build();
    }
}
