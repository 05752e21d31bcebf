package io.walgateway.local.process;

import java.util.List;

/**
 * How the JVM of a component is run.
 *
 * @param heapMebibytes its largest heap
 * @param quickStart    serial collector and first-tier compiler only: small and quick to start, but slow at full load
 */
public record JvmSettings(int heapMebibytes, boolean quickStart) {

    private static final int HEAP_MEBIBYTES_MIN = 64;

    public JvmSettings {
        if (heapMebibytes < HEAP_MEBIBYTES_MIN) {
            throw new IllegalArgumentException(
                    "heapMebibytes: %d (expected: >= %d)".formatted(heapMebibytes, HEAP_MEBIBYTES_MIN));
        }
    }

    /** For tests and for trying things: small and quick to start. */
    public static JvmSettings small() {
        return new JvmSettings(256, true);
    }

    /** For measurements: the JVM's own choice of collector and compilers. */
    public static JvmSettings throughput(int heapMebibytes) {
        return new JvmSettings(heapMebibytes, false);
    }

    public List<String> arguments() {
        String heap = "-Xmx" + heapMebibytes + "m";
        return quickStart ? List.of(heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1") : List.of(heap);
    }
}
