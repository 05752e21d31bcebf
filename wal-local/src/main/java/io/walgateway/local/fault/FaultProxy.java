package io.walgateway.local.fault;

import io.walgateway.local.port.FreePorts;
import io.walgateway.local.port.Loopback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A proxy to a server, on a port of 127.0.0.1, that can be cut, frozen and slowed down. It forwards from the start.
 * Clients bypass it after the first answer if the server advertises its own address (as Kafka does), unless the
 * advertised address is the proxy's.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int BACKLOG = 256;

    private final InetSocketAddress upstream;
    private final int port;
    private final Supplier<Tampering> tampering;
    private final Valve valve = new Valve();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket listener;
    private @Nullable Thread acceptor;

    private FaultProxy(InetSocketAddress upstream, int port, Supplier<Tampering> tampering) {
        this.upstream = upstream;
        this.port = port;
        this.tampering = tampering;
    }

    /** A proxy that forwards to this server, even if the server does not run yet. */
    public static FaultProxy to(InetSocketAddress upstream) {
        return to(upstream, () -> Tampering.NONE);
    }

    /**
     * A proxy on a given port.
     *
     * @throws UncheckedIOException if the port is in use
     */
    public static FaultProxy on(int port, InetSocketAddress upstream) {
        FaultProxy proxy = new FaultProxy(upstream, port, () -> Tampering.NONE);
        proxy.forward();
        return proxy;
    }

    /**
     * A proxy that also tampers with the requests.
     *
     * @param tampering called for each connection
     */
    public static FaultProxy to(InetSocketAddress upstream, Supplier<Tampering> tampering) {
        FaultProxy proxy = new FaultProxy(upstream, FreePorts.next(), tampering);
        proxy.forward();
        return proxy;
    }

    /** A proxy before a server that does not exist: it accepts connections and never answers. */
    public static FaultProxy silent() {
        FaultProxy proxy = to(new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePorts.next()));
        proxy.freeze();
        return proxy;
    }

    public int port() {
        return port;
    }

    /** The address to which clients connect. */
    public InetSocketAddress address() {
        return Loopback.at(port);
    }

    /** The number of open connections. */
    public int connections() {
        return links.size();
    }

    /** Forwards everything again, without delay. */
    public synchronized void forward() {
        valve.set(Valve.State.OPEN, Duration.ZERO);
        if (listener == null) {
            ServerSocket opened = listen();
            listener = opened;
            acceptor = Thread.ofVirtual().name("fault-proxy-" + port).start(() -> acceptAll(opened));
        }
    }

    /** Resets all connections, and refuses new ones until {@link #forward}. */
    public synchronized void cut() {
        ServerSocket open = listener;
        listener = null;
        if (open != null) {
            closeQuietly(open);
            awaitAcceptor();
        }
        links.forEach(Link::reset);
    }

    /** Keeps connections and accepts new ones, but forwards nothing until {@link #thaw}; nothing is lost. */
    public void freeze() {
        valve.set(Valve.State.SHUT, Duration.ZERO);
    }

    /** Forwards what was held back, and everything that follows. */
    public void thaw() {
        valve.set(Valve.State.OPEN, Duration.ZERO);
    }

    /** Delays each piece of data by this much, in both directions. */
    public void delay(Duration delay) {
        valve.set(Valve.State.OPEN, delay);
    }

    @Override
    public synchronized void close() {
        cut();
        valve.set(Valve.State.OPEN, Duration.ZERO);
    }

    /** The port is free only after the acceptor thread has released it. */
    private void awaitAcceptor() {
        Thread last = acceptor;
        if (last != null) {
            try {
                last.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private ServerSocket listen() {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(address(), BACKLOG);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + " could not be opened", e);
        }
    }

    private void acceptAll(ServerSocket open) {
        while (!open.isClosed()) {
            try {
                Socket client = open.accept();
                Thread.ofVirtual().start(() -> link(client, open));
            } catch (IOException e) {
                closeQuietly(open);
            }
        }
    }

    private void link(Socket client, ServerSocket accepted) {
        Link link = new Link(client, valve, tampering.get(), links::remove);
        links.add(link);
        // A cut between accept and add has not seen this link.
        if (accepted.isClosed()) {
            link.reset();
        } else {
            link.connect(upstream);
        }
    }

    private static void closeQuietly(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("port " + socket.getLocalPort() + " could not be closed", e);
        }
    }
}
