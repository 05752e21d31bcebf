package io.walgateway.plugin.kafka.target;

import io.walgateway.core.message.TargetAddress;
import java.util.List;
import org.apache.kafka.common.header.Header;

/**
 * The parts of an address's records besides payload and key.
 *
 * @param headers   added before the headers of the gateway
 * @param tombstone true if the records have no value
 * @param timestamp the time that the records get as their timestamp
 */
public record RecordTemplate(List<Header> headers, boolean tombstone, RecordTime timestamp) {
    public RecordTemplate {
        headers = List.copyOf(headers);
    }

    /**
     * Reads the template of an address.
     *
     * @throws IllegalArgumentException when its headers are not what {@link HeaderText} reads, or its timestamp is
     *                                  unknown
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
