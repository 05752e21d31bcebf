package io.walgateway.example.replication;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Draws the lag of each link, second by second: on a terminal as curves that move on in place, else as a line for each
 * second. For one thread.
 */
final class Chart {
    private static final int SECONDS_SHOWN = 50;
    private static final String LEVELS = "▁▂▃▄▅▆▇█";

    private final String from;
    private final boolean terminal;
    private final Map<String, Deque<Double>> medians = new LinkedHashMap<>();
    private int drawn;

    /** @param terminal whether the cursor can be moved */
    Chart(String from, boolean terminal) {
        this.from = from;
        this.terminal = terminal;
    }

    /**
     * The output for one more second.
     *
     * @param lags   of what has arrived in this second, by region
     * @param behind how many writes have not arrived yet, by region
     */
    String next(int second, Map<String, Lag> lags, Map<String, Integer> behind) {
        return terminal ? curves(lags, behind) : line(second, lags, behind);
    }

    private static String line(int second, Map<String, Lag> lags, Map<String, Integer> behind) {
        return lags.entrySet().stream()
                .map(lag -> "%s %s, %d behind"
                        .formatted(lag.getKey(), lag.getValue().text(), behind.getOrDefault(lag.getKey(), 0)))
                .collect(Collectors.joining(" | ", String.format(Locale.ROOT, "%4d s  ", second), ""));
    }

    private String curves(Map<String, Lag> lags, Map<String, Integer> behind) {
        lags.forEach((region, lag) -> add(region, lag.quantile(0.5)));
        double highest = medians.values().stream()
                .flatMap(Deque::stream)
                .filter(median -> !Double.isNaN(median))
                .max(Double::compare)
                .orElse(1.0);
        List<String> lines = lags.entrySet().stream()
                .map(lag -> "%s -> %-12s %s %s, %d behind"
                        .formatted(
                                from,
                                lag.getKey(),
                                curve(medians.getOrDefault(lag.getKey(), new ArrayDeque<>()), highest),
                                lag.getValue().text(),
                                behind.getOrDefault(lag.getKey(), 0)))
                .toList();
        String back = drawn == 0 ? "" : "\u001b[" + drawn + "A";
        drawn = lines.size();
        // Each line is cleared first, because it may be shorter than the one before.
        return back + lines.stream().map(line -> "\r\u001b[K" + line).collect(Collectors.joining("\n"));
    }

    private void add(String region, double median) {
        Deque<Double> seconds = medians.computeIfAbsent(region, _ -> new ArrayDeque<>());
        seconds.addLast(median);
        if (seconds.size() > SECONDS_SHOWN) {
            seconds.removeFirst();
        }
    }

    private static String curve(Deque<Double> seconds, double highest) {
        String curve = seconds.stream()
                .map(median -> Double.isNaN(median) ? " " : level(median / highest))
                .collect(Collectors.joining());
        return " ".repeat(SECONDS_SHOWN - curve.length()) + curve;
    }

    private static String level(double share) {
        int index = Math.clamp(Math.round(share * (LEVELS.length() - 1)), 0, LEVELS.length() - 1);
        return LEVELS.substring(index, index + 1);
    }
}
