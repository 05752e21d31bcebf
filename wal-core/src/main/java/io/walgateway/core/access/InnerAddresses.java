package io.walgateway.core.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;

/**
 * Addresses that lead into the machine or its cloud, and not to a server that somebody meant: this machine itself, its link,
 * and the services from which machines of a cloud get their credentials.
 */
final class InnerAddresses {
    /** Those of metadata services that are not link-local anyway: Alibaba, Oracle, and AWS over IPv6. */
    private static final Set<String> METADATA = Set.of("100.100.100.200", "192.0.0.192", "fd00:ec2:0:0:0:0:0:254");

    /** 64:ff9b::/96 (RFC 6052): an IPv4 address follows. */
    private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

    private InnerAddresses() {}

    static boolean contain(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || METADATA.contains(address.getHostAddress())
                || (address instanceof Inet6Address && embeds(address.getAddress()));
    }

    /** Only what a gateway translates back: Java itself turns ::ffff:a.b.c.d into an IPv4 address. */
    private static boolean embeds(byte[] bytes) {
        return Arrays.equals(bytes, 0, NAT64.length, NAT64, 0, NAT64.length) && contain(last4(bytes));
    }

    private static InetAddress last4(byte[] bytes) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
