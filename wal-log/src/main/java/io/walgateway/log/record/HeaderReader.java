package io.walgateway.log.record;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Header;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TraceContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.Lease;
import io.walgateway.proto.v1.KafkaHeader;
import io.walgateway.proto.v1.LogRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The headers and the trace of a record. If the record has none, those of its queue's entry count. */
public final class HeaderReader {
    /** Most headers of one record. */
    static final int HEADERS_MAX = 100;
    /** Most bytes of their names and values together. */
    static final int BYTES_MAX = 16 << 10;
    /** Longest name. */
    static final int NAME_CHARS_MAX = 256;

    private final LogRecord record;
    private final List<Header> given;

    HeaderReader(LogRecord record, Lease lease) {
        this.record = record;
        this.given = foreign(record.getHeadersCount() > 0 ? read(record) : lease.headers());
    }

    /** Why the headers of a write that another gateway passes on cannot be kept; empty if they can. */
    public static Optional<Violation> fault(List<KafkaHeader> headers) {
        return faultOf(foreign(read(headers)));
    }

    /** The headers of such a write that are neither the gateway's own nor the trace. */
    public static List<Header> passedOn(List<KafkaHeader> headers) {
        return withoutTrace(foreign(read(headers)));
    }

    /** Why they cannot be passed on; empty if they can. */
    Optional<String> fault() {
        return faultOf(given).map(Violation::toString);
    }

    /** The headers that are neither the gateway's own nor the trace. */
    List<Header> passedOn() {
        return withoutTrace(given);
    }

    TraceContext trace() {
        TraceContext own = TraceContext.of(record.getTraceParent(), record.getTraceState());
        return own.isNone() ? TraceContext.of(last(TraceContext.PARENT), last(TraceContext.STATE)) : own;
    }

    static void write(Message.Provenance provenance, LogRecord.Builder record) {
        writeTrace(provenance.trace(), record);
        writeHeaders(provenance.headers(), record);
    }

    static void writeTrace(TraceContext trace, LogRecord.Builder record) {
        if (!trace.isNone()) {
            record.setTraceParent(trace.parent()).setTraceState(trace.state());
        }
    }

    static void writeHeaders(List<Header> headers, LogRecord.Builder record) {
        for (Header header : headers) {
            io.walgateway.proto.v1.Header.Builder written =
                    record.addHeadersBuilder().setName(header.name());
            header.value().ifPresent(value -> written.setValue(ProtoBytes.of(value)));
        }
    }

    private String last(String name) {
        String value = "";
        for (Header header : given) {
            if (header.name().equals(name)) {
                value = header.value().map(Bytes::asUtf8).orElse("");
            }
        }
        return value;
    }

    private static Optional<Violation> faultOf(List<Header> headers) {
        if (headers.size() > HEADERS_MAX) {
            return Optional.of(new Violation("headers", Integer.toString(headers.size()), "at most " + HEADERS_MAX));
        }
        for (Header header : headers) {
            int chars = header.name().length();
            if (chars == 0 || chars > NAME_CHARS_MAX) {
                return Optional.of(
                        new Violation("headers", "a name of " + chars + " characters", "1 to " + NAME_CHARS_MAX));
            }
        }
        long bytes = Header.bytes(headers);
        return bytes > BYTES_MAX
                ? Optional.of(new Violation("headers", bytes + " bytes", "at most " + BYTES_MAX))
                : Optional.empty();
    }

    private static List<Header> withoutTrace(List<Header> headers) {
        return headers.stream().filter(header -> !isTrace(header)).toList();
    }

    private static boolean isTrace(Header header) {
        return header.name().equals(TraceContext.PARENT) || header.name().equals(TraceContext.STATE);
    }

    private static List<Header> foreign(List<Header> headers) {
        return headers.stream().filter(header -> !header.isOwn()).toList();
    }

    private static List<Header> read(List<KafkaHeader> headers) {
        return headers.stream()
                .map(header -> new Header(
                        header.getKey(),
                        header.hasValue() ? Optional.of(ProtoBytes.of(header.getValue())) : Optional.empty()))
                .toList();
    }

    private static List<Header> read(LogRecord record) {
        List<Header> headers = new ArrayList<>(record.getHeadersCount());
        record.getHeadersList()
                .forEach(header -> headers.add(new Header(
                        header.getName(),
                        header.hasValue() ? Optional.of(ProtoBytes.of(header.getValue())) : Optional.empty())));
        return headers;
    }
}
