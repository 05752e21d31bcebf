package io.walgateway.it.system;

import io.walgateway.local.fault.FaultProxy;
import io.walgateway.local.memcached.MemcachedServer;
import io.walgateway.local.port.FreePorts;
import io.walgateway.local.process.JavaProgram;
import io.walgateway.standalone.part.JvmOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * One of several regions on one machine, each with a cache of one node: a log for each mode, to which applications write
 * directly, a consumer that sends the changes to the writers of the other regions, and a writer that applies those of the
 * others to the cache.
 */
public final class CacheRegion implements AutoCloseable {
    /** The name of the cache. */
    public static final String CACHE = "shop";

    private final String base;
    private final String name;
    private final String servers;
    private final Path directory;
    private final int writerPort = FreePorts.next();
    /** Before the writer: the way into this region. */
    private final FaultProxy link = FaultProxy.to(new InetSocketAddress(InetAddress.getLoopbackAddress(), writerPort));

    private final MemcachedServer cache;
    private final JavaProgram writer;
    private final JavaProgram consumer;

    /**
     * Makes the region's settings, and starts nothing yet.
     *
     * @param base      shared by the regions of one test, and by nobody else
     * @param directory of this region alone
     */
    public CacheRegion(String base, String name, WalSystem system, Path directory) throws IOException {
        this.base = base;
        this.name = name;
        this.servers = system.kafka().bootstrapServers();
        this.directory = directory.toAbsolutePath();
        this.cache = MemcachedServer.in(this.directory.resolve("memcached"));
        this.writer = program("writer", "io.walgateway.consumer.WriterMain", "listen.port: " + writerPort);
        this.consumer = program("consumer", "io.walgateway.consumer.ConsumerMain", """
                catalog.file.dir: "%s"
                kafka.delay.state-dir: "%s"
                kafka.clusters: {"*": {bootstrap.servers: "%s"}}
                """.formatted(
                        documents(), this.directory.resolve("delays"), servers));
    }

    /** The name of the region's topic whose changes leave in this mode; also its namespace. */
    public String log(String mode) {
        return base + "-" + name + "-" + mode;
    }

    /** The name of the topic, and namespace, whose changes are applied to the cache of this region. */
    public String repairs() {
        return log("repairs");
    }

    public MemcachedServer cache() {
        return cache;
    }

    /** The way into this region. */
    public FaultProxy link() {
        return link;
    }

    /** The node of the cache, as EVCache and the settings name it. */
    public String node() {
        return "n1/" + cache.endpoint();
    }

    /** Starts everything; all regions replicate to all, by a namespace for each mode. */
    public void start(List<CacheRegion> all, List<String> modes, WalSystem system) throws Exception {
        String regions = all.stream()
                .map(region -> "\"%s\": \"127.0.0.1:%d\"".formatted(region.name, region.link.port()))
                .collect(Collectors.joining(", "));
        Files.createDirectories(documents());
        for (String mode : modes) {
            serve(
                    log(mode),
                    "{\"type\": \"evc-replication\", %s, \"cache\": \"%s\", \"mode\": \"%s\"}"
                            .formatted(regions, CACHE, mode),
                    system);
        }
        serve(repairs(), "{\"type\": \"evcache\", \"cache\": \"%s\"}".formatted(CACHE), system);
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(cache::start),
                        CompletableFuture.runAsync(writer::start),
                        CompletableFuture.runAsync(consumer::start))
                .join();
    }

    /** The answer of the cache to {@code mg}, with remaining life and value: {@code EN} if the key has none. */
    public String ask(String key) {
        try (Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), cache.address().getPort());
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.getOutputStream()
                    .write("mg %s:%s t v\r\nquit\r\n".formatted(CACHE, key).getBytes(StandardCharsets.UTF_8));
            String head = String.valueOf(in.readLine());
            return head.startsWith("VA") ? head + " " + in.readLine() : head;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(String namespace, String target, WalSystem system) throws Exception {
        Topics.createLarge(system, namespace);
        Files.writeString(documents().resolve(namespace + ".json"), """
                {"persistence_configurations": {"persistence_configuration": [
                  {"physical_storage": {"type": "KAFKA"},
                   "config": {"wal-kafka-topics": ["%s"], "wal-kafka-dlq-topics": [], "target": %s}}]},
                 "ordering": "key", "retry": {"backoff": {"initial": "100ms", "max": "1s"}}}
                """.formatted(namespace, target));
    }

    private Path documents() {
        return directory.resolve("documents");
    }

    private JavaProgram program(String part, String mainClass, String settings) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(part));
        Path file = Files.writeString(
                folder.resolve("settings.yaml"), """
                region: %s
                management.port: %d
                evcache.clusters.default.zones.a: "%s"
                """.formatted(name, FreePorts.next(), node()) + settings);
        return JavaProgram.in(
                folder,
                name + "-" + part,
                JvmOptions.OF_SHORT_LIVED_PARTS,
                mainClass,
                List.of("--config", file.toString()));
    }

    @Override
    public void close() {
        consumer.stop();
        writer.stop();
        link.close();
        cache.stop();
    }
}
