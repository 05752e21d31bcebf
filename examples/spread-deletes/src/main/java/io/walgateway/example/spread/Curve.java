package io.walgateway.example.spread;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How many deletes arrived in each second since the first one was written.
 *
 * @param perSecond from the first second on
 * @param burst     when the last one was written
 * @param spread    the longest delay
 */
public record Curve(List<Integer> perSecond, Duration burst, Duration spread) {
    private static final int TEXT_WIDTH = 60;
    private static final int TEXT_ROWS_MAX = 60;
    private static final int SVG_WIDTH = 800;
    private static final int SVG_HEIGHT = 260;
    private static final int SVG_MARGIN = 40;

    public Curve {
        perSecond = List.copyOf(perSecond);
    }

    /** The whole seconds between the end of the burst and the end of the delays, in which the curve should be flat. */
    public List<Integer> plateau() {
        int first = (int) burst.toSeconds() + 1;
        int end = (int) Math.min(spread.toSeconds(), perSecond.size());
        return first < end ? perSecond.subList(first, end) : List.of();
    }

    /** The highest second of the plateau over its mean: 1 is level. NaN if there is no plateau. */
    public double flatness() {
        List<Integer> plateau = plateau();
        double mean = plateau.stream().mapToInt(Integer::intValue).average().orElse(Double.NaN);
        return plateau.stream().mapToInt(Integer::intValue).max().orElse(0) / mean;
    }

    /** The mean of the plateau, in deletes a second. */
    public double mean() {
        return plateau().stream().mapToInt(Integer::intValue).average().orElse(Double.NaN);
    }

    /** A bar for each second, or for several seconds if there are many. */
    public String text() {
        int step = Math.max(1, (perSecond.size() + TEXT_ROWS_MAX - 1) / TEXT_ROWS_MAX);
        int highest = Math.max(1, perSecond.stream().max(Integer::compare).orElse(1));
        StringBuilder text = new StringBuilder();
        for (int from = 0; from < perSecond.size(); from += step) {
            List<Integer> row = perSecond.subList(from, Math.min(perSecond.size(), from + step));
            double mean = row.stream().mapToInt(Integer::intValue).average().orElse(0);
            int length = (int) Math.round(mean / highest * TEXT_WIDTH);
            text.append(String.format(Locale.ROOT, "%4d s %7.0f/s %s%n", from, mean, "#".repeat(length)));
        }
        return text.toString();
    }

    /** The curve as a picture. */
    public String svg() {
        int highest = Math.max(1, perSecond.stream().max(Integer::compare).orElse(1));
        double width = (SVG_WIDTH - 2.0 * SVG_MARGIN) / Math.max(1, perSecond.size());
        double scale = (SVG_HEIGHT - 2.0 * SVG_MARGIN) / highest;
        int floor = SVG_HEIGHT - SVG_MARGIN;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n",
                SVG_WIDTH,
                SVG_HEIGHT));
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"20\">deletes arriving each second; highest %d, flatness (max/mean) %.2f</text>%n",
                SVG_MARGIN,
                highest,
                flatness()));
        for (int second = 0; second < perSecond.size(); second++) {
            double height = perSecond.get(second) * scale;
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill=\"#2a6f97\"/>%n",
                    SVG_MARGIN + second * width,
                    floor - height,
                    Math.max(0.5, width - 1),
                    height));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\">0 s</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">%d s</text>%n</svg>%n",
                SVG_MARGIN,
                SVG_HEIGHT - 20,
                SVG_WIDTH - SVG_MARGIN,
                SVG_HEIGHT - 20,
                perSecond.size()));
        return svg.toString();
    }

    /** Builds the curve from counts, and drops empty seconds at the end. */
    static Curve of(int[] counts, Duration burst, Duration spread) {
        int end = counts.length;
        while (end > 0 && counts[end - 1] == 0) {
            end--;
        }
        return new Curve(Arrays.stream(counts, 0, end).boxed().toList(), burst, spread);
    }
}
