package io.walgateway.plugin.evcache.connection;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.text.Reasons;
import io.walgateway.plugin.evcache.meta.Exchange;
import io.walgateway.plugin.evcache.meta.MetaCommand;
import io.walgateway.plugin.evcache.meta.Reply;
import io.walgateway.plugin.evcache.settings.ClusterSettings;
import io.walgateway.plugin.evcache.settings.NodeAddress;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A zone. The names of its nodes are looked up when it is first needed, and again while a node that has a name is down:
 * the node may be back under another IP, and then has another place on the ring, as in EVCache's client.
 */
public final class Zone {
    private static final Duration LOOKED_UP_AGAIN_AFTER = Duration.ofSeconds(1);

    private final ClusterSettings.Zone settings;
    private final Connector connector;
    private final boolean hasNames;
    private final Lock lock = new ReentrantLock();
    private volatile @Nullable Ring ring;
    private CompletableFuture<Ring> looking = CompletableFuture.failedFuture(new TimeoutException());
    private long lookedUpNanos;

    Zone(ClusterSettings.Zone settings, Connector connector) {
        this.settings = settings;
        this.connector = connector;
        this.hasNames = settings.nodes().stream().anyMatch(node -> !node.isLiteral());
        if (!hasNames) {
            ring = resolved();
        }
    }

    public String name() {
        return settings.name();
    }

    /** Sends a request to the node of a key. Blocks only while the names of the nodes are not known yet. */
    public Exchange send(Bytes key, MetaCommand command) throws InterruptedException {
        try {
            return ring().at(Ring.place(key)).send(command);
        } catch (ExecutionException | TimeoutException e) {
            return Exchange.ended(command, new Reply.NotSent(Reasons.of(e)));
        }
    }

    /** Asks all nodes for a sign of life; true if any gives one. Never blocks. */
    public CompletableFuture<Boolean> isAlive() {
        Ring known = ring;
        if (known == null) {
            return CompletableFuture.completedFuture(false);
        }
        if (known.nodes().stream().anyMatch(Node::isReady)) {
            return CompletableFuture.completedFuture(true);
        }
        CompletableFuture<Boolean> isAlive = new CompletableFuture<>();
        List<CompletableFuture<Void>> asked = known.nodes().stream()
                .map(node -> node.send(MetaCommand.NOOP).reply().thenAccept(reply -> {
                    if (reply instanceof Reply.Answered) {
                        isAlive.complete(true);
                    }
                }))
                .toList();
        CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).thenRun(() -> isAlive.complete(false));
        return isAlive;
    }

    /** The same, after the names of the nodes have been looked up. */
    public CompletableFuture<Boolean> isFoundAlive() {
        return ring == null ? look().thenCompose(_ -> isAlive()).exceptionally(_ -> false) : isAlive();
    }

    private Ring ring() throws InterruptedException, ExecutionException, TimeoutException {
        Ring known = ring;
        if (known != null && !isStale(known)) {
            return known;
        }
        CompletableFuture<Ring> look = look();
        return known != null && !look.isDone()
                ? known
                : look.get(connector.patience().toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean isStale(Ring known) {
        return hasNames && known.nodes().stream().anyMatch(Node::isDown);
    }

    private CompletableFuture<Ring> look() {
        lock.lock();
        try {
            long now = System.nanoTime();
            boolean isDue = looking.isCompletedExceptionally() || now - lookedUpNanos > LOOKED_UP_AGAIN_AFTER.toNanos();
            if (looking.isDone() && isDue) {
                lookedUpNanos = now;
                looking = connector.lookUp(this::resolved);
            }
            return looking;
        } finally {
            lock.unlock();
        }
    }

    /** A ring of the addresses that the names have now; nodes whose address is the same stay connected. */
    private Ring resolved() {
        Ring before = ring;
        List<Node> known = before == null ? List.of() : before.nodes();
        List<Node> nodes = new ArrayList<>();
        for (NodeAddress node : settings.nodes()) {
            InetSocketAddress address = new InetSocketAddress(ip(node), node.port());
            String ringName = node.name() + "/" + address.getAddress().getHostAddress();
            nodes.add(known.stream()
                    .filter(each -> each.address().equals(address))
                    .findFirst()
                    .orElseGet(() -> new Node(ringName, address, connector)));
        }
        Ring made = new Ring(nodes);
        ring = made;
        known.stream().filter(node -> !nodes.contains(node)).forEach(Node::close);
        return made;
    }

    private static InetAddress ip(NodeAddress node) {
        try {
            return InetAddress.getByName(node.host());
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }
}
