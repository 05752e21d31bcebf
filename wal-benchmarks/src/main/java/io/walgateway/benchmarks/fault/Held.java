package io.walgateway.benchmarks.fault;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * What this process holds after a garbage collection.
 *
 * @param threads   platform threads; virtual ones count in the heap
 * @param files     open files and sockets
 * @param heapBytes reachable objects
 */
public record Held(int threads, long files, long heapBytes) {
    private static final long SETTLE_NANOS = 200_000_000;
    private static final int COLLECTIONS = 3;

    /** Cleaners run between the collections. */
    static Held now() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            LockSupport.parkNanos(SETTLE_NANOS);
        }
        return new Held(
                ManagementFactory.getThreadMXBean().getThreadCount(),
                ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                        .getOpenFileDescriptorCount(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    /** In MiB. */
    public double heapMebibytes() {
        return heapBytes / (double) (1 << 20);
    }

    String asText() {
        return "%d %d %d".formatted(threads, files, heapBytes);
    }

    static Held ofText(String text) {
        String[] fields = text.toLowerCase(Locale.ROOT).split(" ", -1);
        return new Held(Integer.parseInt(fields[0]), Long.parseLong(fields[1]), Long.parseLong(fields[2]));
    }
}
