package io.walgateway.plugin.sqs.target;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Header;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TraceContext;
import io.walgateway.plugin.sqs.append.PendingSend;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Passes a message's headers and trace on as attributes, as far as SQS accepts them: ten attributes in all, names of
 * its alphabet, values that are not empty, and all within the size of a message. The trace goes first. A message is
 * never rejected for something that is only passed on.
 */
final class PassedOn {
    /** The most attributes that SQS accepts. */
    static final int ATTRIBUTES_MAX = 10;
    /** SQS accepts no dot at either end and no two in a row, and reserves two prefixes. */
    private static final Pattern NAME = Pattern.compile("(?!(?i:aws|amazon)\\.)[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    private static final int NAME_CHARS_MAX = 256;

    private PassedOn() {}

    /** Adds as many as fit. */
    static void addTo(Map<String, MessageAttributeValue> attributes, String body, Message.Provenance provenance) {
        int left = PendingSend.BYTES_MAX - PendingSend.bytes(body, attributes);
        for (Map.Entry<String, MessageAttributeValue> each : wanted(provenance).entrySet()) {
            int bytes = PendingSend.bytes(each.getKey(), each.getValue());
            if (attributes.size() < ATTRIBUTES_MAX
                    && bytes <= left
                    && attributes.putIfAbsent(each.getKey(), each.getValue()) == null) {
                left -= bytes;
            }
        }
    }

    /** The bytes as text where SQS accepts them as text, else as binary. */
    static MessageAttributeValue value(Bytes bytes) {
        return SqsText.of(bytes)
                .map(PassedOn::text)
                .orElseGet(() -> MessageAttributeValue.builder()
                        .dataType("Binary")
                        .binaryValue(SdkBytes.fromByteArrayUnsafe(bytes.unsafeArray()))
                        .build());
    }

    static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    /** Of several headers with one name, the last one counts, as in Kafka. */
    private static Map<String, MessageAttributeValue> wanted(Message.Provenance provenance) {
        Map<String, MessageAttributeValue> wanted = new LinkedHashMap<>();
        TraceContext trace = provenance.trace();
        if (!trace.isNone()) {
            wanted.put(TraceContext.PARENT, text(trace.parent()));
        }
        if (!trace.state().isEmpty()) {
            wanted.put(TraceContext.STATE, text(trace.state()));
        }
        for (Header header : provenance.headers()) {
            Optional<Bytes> value = header.value().filter(bytes -> !bytes.isEmpty());
            if (value.isPresent() && isLegal(header.name())) {
                wanted.put(header.name(), value(value.get()));
            }
        }
        return wanted;
    }

    private static boolean isLegal(String name) {
        return name.length() <= NAME_CHARS_MAX && NAME.matcher(name).matches();
    }
}
