package io.walgateway.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InnerAddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.0.9",
                "0.0.0.0",
                "169.254.169.254",
                "224.0.0.1",
                "100.100.100.200",
                "192.0.0.192",
                "::1",
                "::",
                "fe80::1",
                "fd00:ec2::254",
                "::ffff:127.0.0.1",
                "64:ff9b::127.0.0.1",
                "64:ff9b::169.254.169.254"
            })
    void shouldContainWhatLeadsIntoTheMachineOrItsCloud(String address) throws UnknownHostException {
        assertThat(InnerAddresses.contain(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.1", "192.168.0.1", "172.16.0.1", "8.8.8.8", "fd00::1", "2001:db8::1", "64:ff9b::8.8.8.8"
            })
    void shouldContainNoOtherAddress(String address) throws UnknownHostException {
        assertThat(InnerAddresses.contain(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "*, 127.0.0.1, false",
        "*:80, 127.0.0.1, false",
        "'*, 127.0.0.1', 127.0.0.1, true",
        "'*, 127.0.0.1:81', 127.0.0.1, false",
        "'*, 127.0.0.1:80', 127.0.0.1, true",
        "localhost, localhost, true",
        "*, localhost, false",
        "*, [::1], false",
        "'*, [::1]', [::1], true",
        "*, 10.0.0.1, true",
        "*, no-such-host.invalid, true"
    })
    void shouldBeReachedOnlyWhereSettingsNameTheHostItself(String patterns, String host, boolean reached) {
        AccessRules rules = new AccessRules("http", HostPatterns.parse(patterns).orElseThrow(), Map.of());
        assertThat(rules.innerAddress(new AccessRules.Server("/url", host, host, 80))
                        .isEmpty())
                .isEqualTo(reached);
    }

    @Test
    void shouldSayWhichSettingAllowsIt() {
        AccessRules rules = new AccessRules("http", new HostPatterns(List.of("*")), Map.of());
        assertThat(rules.innerAddress(new AccessRules.Server("/url", "http://127.0.0.1:80", "127.0.0.1", 80))
                        .orElseThrow())
                .hasToString("/url: http://127.0.0.1:80 at 127.0.0.1 (expected: no address of this machine, its link or"
                        + " its cloud, or the host itself, not *, in http.target-hosts)");
    }
}
