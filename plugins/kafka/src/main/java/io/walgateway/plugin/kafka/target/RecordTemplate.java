package io.walgateway.plugin.kafka.target;

import io.walgateway.core.message.TargetAddress;
import java.util.List;
import org.apache.kafka.common.header.Header;

/**
 * What the records of one address look like beside payload and key.
 *
 * @param headers   before those of the gateway
 * @param tombstone without a value
 * @param timestamp which time is the record's own
 */
public record RecordTemplate(List<Header> headers, boolean tombstone, RecordTime timestamp) {
    public RecordTemplate {
        headers = List.copyOf(headers);
    }

    /**
     * As the address says.
     *
     * @throws IllegalArgumentException when its headers are not what {@link HeaderText} reads, or its timestamp is unknown
     */
    static RecordTemplate of(TargetAddress address) {
        return new RecordTemplate(
                HeaderText.parse(address.properties().getOrDefault(TargetProperties.HEADERS, "")),
                address.properties()
                        .getOrDefault(TargetProperties.TOMBSTONE, "")
                        .equals("true"),
                RecordTime.of(timestamp(address)).orElseThrow(IllegalArgumentException::new));
    }

    public static String timestamp(TargetAddress address) {
        return address.properties().getOrDefault(TargetProperties.TIMESTAMP, RecordTime.APPEND.text());
    }
}
