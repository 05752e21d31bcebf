package io.walgateway.standalone.part;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The options of the JVMs, which are kept small because they share one machine with all components. */
public final class JvmOptions {

    private static final List<String> COMMON =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    /**
     * For the gateway's own processes; each stays below 350 MB. Nearly all that they allocate lives for some
     * milliseconds: a large young generation lets it die there, while a small one would copy it again and again.
     */
    public static final List<String> OF_PARTS = with(
            "-XX:+UseParallelGC",
            "-Xms32m",
            "-Xmx176m",
            "-Xmn112m",
            "-XX:MaxDirectMemorySize=128m",
            // All three have a logback.xml on the one class path, and each would load the first of them.
            "-Dlogback.configurationFile=io/walgateway/standalone/part-logback.xml");

    /**
     * The same for a part that is killed after a minute or two, as in tests: by then the second compiler would have cost more than
     * it saves.
     */
    public static final List<String> OF_SHORT_LIVED_PARTS = Stream.concat(
                    OF_PARTS.stream(), Stream.of("-XX:TieredStopAtLevel=1"))
            .toList();

    /**
     * Room for payloads of 64 MiB, which {@code ./wal up} accepts. Their pieces arrive outside of the heap, where each
     * of Netty's event loops keeps the memory that it once needed, and are in the heap twice while they are put
     * together. A part that has received such payloads, or has been busy for long, may stay above 350 MB.
     */
    private static final List<String> ROOM_FOR_LARGE_PAYLOADS = List.of("-Xmx288m", "-XX:MaxDirectMemorySize=512m");

    public static final List<String> OF_SUPERVISOR = with(
            "-XX:+UseSerialGC",
            "-Xms16m",
            "-Xmx96m",
            "-XX:TieredStopAtLevel=1",
            "-Dlogback.configurationFile=io/walgateway/standalone/command-logback.xml");

    private JvmOptions() {}

    /**
     * For a part that accepts large payloads. It may use a cache of its classes, which the build puts under
     * {@code .wal/classes}.
     */
    public static List<String> ofPart(PartKind kind) {
        String home = System.getProperty("wal.home", "");
        Path cache = Path.of(home, ".wal", "classes", kind.text() + ".aot");
        // A cache that is missing, or was made for other options, is no error: the part starts without it.
        List<String> shared = home.isEmpty() || !Files.isRegularFile(cache)
                ? List.of()
                : List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off");
        return Stream.of(OF_PARTS, ROOM_FOR_LARGE_PAYLOADS, shared)
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> with(String... more) {
        return Stream.concat(COMMON.stream(), Stream.of(more)).toList();
    }
}
