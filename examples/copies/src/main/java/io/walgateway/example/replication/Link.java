package io.walgateway.example.replication;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/** What is known of the writes on their way to one region. Safe for any number of threads. */
final class Link {
    /** The write that is made before the others, until the way to each region is there. */
    static final int FIRST = 0;

    private static final double NANOS_PER_MILLI = 1e6;

    private final String region;
    private final AtomicLongArray made;

    // All fields below are guarded by this.
    private final Map<Integer, Double> lags = new HashMap<>();
    private final List<Double> news = new ArrayList<>();

    /** @param made when each write was made, by its number, in the time of {@link System#nanoTime} */
    Link(String region, AtomicLongArray made) {
        this.region = region;
        this.made = made;
    }

    String region() {
        return region;
    }

    /** A write has arrived; the first time counts. */
    synchronized void arrived(int number, long now) {
        double millis = (now - made.get(number)) / NANOS_PER_MILLI;
        if (lags.putIfAbsent(number, millis) == null) {
            news.add(millis);
        }
    }

    synchronized int count() {
        return lags.size();
    }

    /** The lag of the writes that have arrived since the last call. */
    synchronized Lag recent() {
        Lag recent = new Lag(news);
        news.clear();
        return recent;
    }

    /** The lag of the writes with larger numbers that have arrived. */
    synchronized Lag after(int number) {
        return new Lag(lags.entrySet().stream()
                .filter(lag -> lag.getKey() > number)
                .map(Map.Entry::getValue)
                .toList());
    }
}
