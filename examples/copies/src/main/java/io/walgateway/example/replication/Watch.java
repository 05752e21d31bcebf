package io.walgateway.example.replication;

import io.walgateway.example.stack.Pace;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Draws the lag of all links once a second. For one thread. */
final class Watch {
    private static final double LOOKS_PER_SECOND = 20;

    private final List<Link> links;
    private final Chart chart;
    private final Consumer<String> draw;
    private long begin = System.nanoTime();
    private int shown;

    Watch(List<Link> links, Chart chart, Consumer<String> draw) {
        this.links = links;
        this.chart = chart;
        this.draw = draw;
    }

    /** The measure begins now. */
    void begin() {
        begin = System.nanoTime();
        links.forEach(Link::recent);
    }

    /** Draws if another second has passed. */
    void second(Pace pace, int made) {
        int second = (int) TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - pace.begin());
        if (second > shown) {
            shown = second;
            show(made);
        }
    }

    /** Waits until so many writes have arrived in each region, and draws meanwhile; false: not in time. */
    boolean awaitAll(int writes, Duration patience) throws InterruptedException {
        Pace looks = Pace.of(LOOKS_PER_SECOND);
        for (int look = 0; System.nanoTime() - looks.begin() < patience.toNanos(); look++) {
            if (links.stream().allMatch(link -> link.count() >= writes)) {
                return true;
            }
            looks.await(look);
            if (shown > 0 && TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin) > shown) {
                shown++;
                show(writes);
            }
        }
        return false;
    }

    /** @param warmUp the lag of so many writes does not count */
    Result result(int writes, int warmUp) {
        Map<String, Lag> lags = new LinkedHashMap<>();
        links.forEach(link -> lags.put(link.region(), link.after(warmUp)));
        return new Result(
                lags, links.stream().mapToInt(link -> writes - link.count()).sum());
    }

    private void show(int made) {
        Map<String, Lag> lags = new LinkedHashMap<>();
        Map<String, Integer> behind = new LinkedHashMap<>();
        for (Link link : links) {
            lags.put(link.region(), link.recent());
            behind.put(link.region(), Math.max(0, made - link.count()));
        }
        draw.accept(chart.next(shown, lags, behind));
    }
}
