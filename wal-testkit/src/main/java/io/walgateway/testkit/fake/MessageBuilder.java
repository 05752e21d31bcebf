package io.walgateway.testkit.fake;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Header;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.Message.Lifecycle;
import io.walgateway.core.message.Message.Priority;
import io.walgateway.core.message.Message.Provenance;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.message.TraceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Builds a message for which a test names only the relevant parts. */
public final class MessageBuilder {
    private UUID id = UUID.randomUUID();
    private String namespace = "orders";
    private Bytes payload = Bytes.utf8("{}");
    private Optional<TargetAddress> target = Optional.empty();
    private String recipient = "";
    private Bytes orderingKey = Bytes.EMPTY;
    private Instant writeTime = TestClock.START;
    private @Nullable Instant due;
    private Optional<Instant> expiry = Optional.empty();
    private long revision = 1;
    private int attempts;
    private Priority priority = Priority.NORMAL;
    private Provenance provenance = Provenance.NONE;
    private TraceContext trace = TraceContext.NONE;
    private List<Header> headers = List.of();

    MessageBuilder() {}

    public MessageBuilder id(UUID value) {
        id = value;
        return this;
    }

    public MessageBuilder namespace(String value) {
        namespace = value;
        return this;
    }

    public MessageBuilder payload(String value) {
        return payload(Bytes.utf8(value));
    }

    public MessageBuilder payload(Bytes value) {
        payload = value;
        return this;
    }

    public MessageBuilder target(TargetAddress value) {
        target = Optional.of(value);
        return this;
    }

    public MessageBuilder recipient(String value) {
        recipient = value;
        return this;
    }

    public MessageBuilder key(String value) {
        orderingKey = Bytes.utf8(value);
        return this;
    }

    /** Sets the write time, and also the time of the append. */
    public MessageBuilder writeTime(Instant value) {
        writeTime = value;
        return this;
    }

    /** Sets the due time; without it, the message is due at the time of the append. */
    public MessageBuilder due(Instant value) {
        due = value;
        return this;
    }

    public MessageBuilder expiry(Instant value) {
        expiry = Optional.of(value);
        return this;
    }

    public MessageBuilder attempts(int value) {
        attempts = value;
        return this;
    }

    public MessageBuilder priority(Priority value) {
        priority = value;
        return this;
    }

    /** Sets where it was appended and passed on; its trace and its headers have methods of their own. */
    public MessageBuilder passed(String originRegion, List<String> hops, List<String> logs) {
        provenance = new Provenance(originRegion, hops, logs, TraceContext.NONE, List.of());
        return this;
    }

    public MessageBuilder trace(TraceContext value) {
        trace = value;
        return this;
    }

    public MessageBuilder headers(Header... values) {
        headers = List.of(values);
        return this;
    }

    /** The revision under which the message was written. */
    public MessageBuilder revision(long value) {
        revision = value;
        return this;
    }

    public Message build() {
        Lifecycle lifecycle = new Lifecycle(writeTime, writeTime, due == null ? writeTime : due, expiry);
        return new Message(
                id,
                namespace,
                new Message.Inline(payload),
                new Message.Routing(target, recipient, orderingKey),
                lifecycle,
                attempts,
                revision,
                provenance.with(trace, headers),
                priority);
    }
}
