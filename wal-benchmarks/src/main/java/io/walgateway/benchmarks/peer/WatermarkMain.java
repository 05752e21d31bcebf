package io.walgateway.benchmarks.peer;

import io.walgateway.core.watermark.OffsetWatermark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Hands out positions, settles them in some order, and writes the largest number of heap bytes that this took into a
 * file. Arguments: order, number of positions, file.
 */
public final class WatermarkMain {
    private static final int LOOKS = 5;
    private static final long SEED = 3;

    /** The order in which positions are settled. */
    public enum Order {
        REVERSE,
        SHUFFLED,
        EVERY_SECOND;

        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        private int[] positions(int count) {
            return switch (this) {
                case REVERSE -> reverse(count);
                case SHUFFLED -> shuffled(count);
                case EVERY_SECOND -> everySecond(count);
            };
        }
    }

    private WatermarkMain() {}

    public static void main(String[] args) throws IOException {
        int count = Integer.parseInt(args[1]);
        int[] order = Order.valueOf(args[0]).positions(count);
        System.out.println("watermark ready: " + args[0]);
        Files.writeString(Path.of(args[2]), Long.toString(heldAtMost(order, count)));
    }

    private static long heldAtMost(int[] order, int count) {
        long before = used();
        OffsetWatermark watermark = new OffsetWatermark();
        for (int position = 0; position < count; position++) {
            watermark.handOut(position);
        }
        long most = used();
        int between = order.length / LOOKS;
        for (int settled = 0; settled < order.length; settled++) {
            watermark.complete(order[settled]);
            if (settled % between == between - 1) {
                most = Math.max(most, used());
            }
        }
        if (watermark.open() != count - order.length) {
            throw new IllegalStateException("open: " + watermark.open());
        }
        return most - before;
    }

    /** The used heap after a collection; the serial collector has finished when this call returns. */
    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static int[] reverse(int count) {
        int[] order = new int[count];
        for (int index = 0; index < count; index++) {
            order[index] = count - 1 - index;
        }
        return order;
    }

    private static int[] shuffled(int count) {
        SplittableRandom random = new SplittableRandom(SEED);
        int[] order = reverse(count);
        for (int index = count - 1; index > 0; index--) {
            int other = random.nextInt(index + 1);
            int kept = order[index];
            order[index] = order[other];
            order[other] = kept;
        }
        return order;
    }

    /** The first of each two positions stays open for ever. */
    private static int[] everySecond(int count) {
        int[] order = new int[count / 2];
        for (int index = 0; index < order.length; index++) {
            order[index] = 2 * index + 1;
        }
        return order;
    }
}
