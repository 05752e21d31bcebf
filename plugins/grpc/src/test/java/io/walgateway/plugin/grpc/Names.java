package io.walgateway.plugin.grpc;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolver.LookupPolicy;
import java.net.spi.InetAddressResolverProvider;
import java.security.Security;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The names of this JVM: those of a test, which may change, and all others as usual. Nothing is cached. */
public final class Names extends InetAddressResolverProvider {
    private static final Map<String, List<InetAddress>> OF_TESTS = new ConcurrentHashMap<>();

    static {
        // Read once, at the first look-up.
        Security.setProperty("networkaddress.cache.ttl", "0");
    }

    static void set(String name, InetAddress... addresses) {
        OF_TESTS.put(name, List.of(addresses));
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        InetAddressResolver usual = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                List<InetAddress> set = OF_TESTS.get(host);
                return set == null ? usual.lookupByName(host, policy) : set.stream();
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return usual.lookupByAddress(address);
            }
        };
    }

    @Override
    public String name() {
        return "names of tests";
    }
}
