package io.walgateway.standalone;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How the JVMs are run: small, for there are five on one machine. */
public final class JvmOptions {

    private static final List<String> COMMON =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    /**
     * The gateway's own processes; each stays below 350 MB. Nearly all that they allocate lives for some milliseconds: a
     * large young generation lets it die there, where a small one has it copied again and again.
     */
    public static final List<String> OF_PARTS = with(
            "-XX:+UseParallelGC",
            "-Xms32m",
            "-Xmx176m",
            "-Xmn112m",
            "-XX:MaxDirectMemorySize=64m",
            // All three have their logback.xml on the one class path, and the first would be taken for all.
            "-Dlogback.configurationFile=io/walgateway/standalone/part-logback.xml");

    static final List<String> OF_SUPERVISOR = with(
            "-XX:+UseSerialGC",
            "-Xms16m",
            "-Xmx96m",
            "-XX:TieredStopAtLevel=1",
            "-Dlogback.configurationFile=io/walgateway/standalone/command-logback.xml");

    private JvmOptions() {}

    /** The same for a part that may have an archive of its classes, which the build leaves under {@code .wal/classes}. */
    static List<String> ofPart(PartName name) {
        String home = System.getProperty("wal.home", "");
        if (home.isEmpty()) {
            return OF_PARTS;
        }
        Path archive = Path.of(home, ".wal", "classes", name.text() + ".jsa");
        return Stream.concat(
                        OF_PARTS.stream(),
                        Stream.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive))
                .toList();
    }

    private static List<String> with(String... more) {
        return Stream.concat(COMMON.stream(), Stream.of(more)).toList();
    }
}
