package io.walgateway.standalone.up;

import io.walgateway.core.units.Durations;
import io.walgateway.local.fault.FaultProxy;
import io.walgateway.local.port.Loopback;
import io.walgateway.standalone.control.LinkOrder;
import io.walgateway.standalone.folder.Layout;
import io.walgateway.standalone.part.PartKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The ways from the consumer of each region to the writer of each other region: proxies in this process, which pass
 * everything on unless they are told otherwise. Safe for any number of threads.
 */
final class RegionLinks implements AutoCloseable {

    private static final String ROW = "%-14s %-14s %-8s %s";

    private final Layout layout;
    private final Map<Way, Link> links = new LinkedHashMap<>();

    private record Way(String from, String to) {
        @Override
        public String toString() {
            return from + " -> " + to;
        }
    }

    /** A proxy, and what it does; guarded by the links. */
    private static final class Link {
        private final FaultProxy proxy;
        private String state = "open";
        private String delay = "";

        private Link(FaultProxy proxy) {
            this.proxy = proxy;
        }

        private void carryOut(LinkOrder order) {
            // Each begins from a link that is whole, so the last order counts.
            if (order.kind() != LinkOrder.Kind.CUT) {
                proxy.forward();
            }
            delay = "";
            state = switch (order.kind()) {
                case CUT -> {
                    proxy.cut();
                    yield "cut";
                }
                case SLOW -> {
                    proxy.delay(order.delay());
                    delay = delayText(order.delay());
                    yield "slow";
                }
                case HEAL -> "open";
            };
        }
    }

    private RegionLinks(Layout layout) {
        this.layout = layout;
    }

    /** Opens the links between all regions; a stack without regions has none. */
    static RegionLinks open(Layout layout) {
        RegionLinks opened = new RegionLinks(layout);
        try {
            for (String from : layout.regions()) {
                for (String to : layout.regions()) {
                    if (!from.equals(to)) {
                        opened.links.put(new Way(from, to), opened.link(from, to));
                    }
                }
            }
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
        return opened;
    }

    /** @throws io.walgateway.cli.terminal.CliException if the stack has no such region */
    synchronized String carryOut(LinkOrder order) {
        layout.requireRegion(order.from());
        layout.requireRegion(order.to());
        StringBuilder done = new StringBuilder(change(new Way(order.from(), order.to()), order));
        if (!order.oneWay()) {
            done.append('\n').append(change(new Way(order.to(), order.from()), order));
        }
        return done.toString();
    }

    /** All links, one in a row. */
    synchronized String table() {
        String header = ROW.formatted("FROM", "TO", "LINK", "");
        return links.entrySet().stream()
                .map(link -> ROW.formatted(
                                link.getKey().from(), link.getKey().to(), link.getValue().state, link.getValue().delay)
                        .stripTrailing())
                .collect(Collectors.joining("\n", header.stripTrailing() + "\n", "\n"));
    }

    @Override
    public synchronized void close() {
        links.values().forEach(link -> link.proxy.close());
    }

    private Link link(String from, String to) {
        return new Link(
                FaultProxy.on(layout.link(from, to), Loopback.at(layout.of(to).of(PartKind.WRITER))));
    }

    private String change(Way way, LinkOrder order) {
        Link link = links.get(way);
        if (link == null) {
            throw new IllegalStateException(way + " (expected: a link)");
        }
        link.carryOut(order);
        return way + ": " + link.state + (link.delay.isEmpty() ? "" : ", " + link.delay);
    }

    private static String delayText(Duration delay) {
        return "%s each way, %s for a round trip"
                .formatted(Durations.format(delay), Durations.format(delay.multipliedBy(2)));
    }
}
