package io.walgateway.benchmarks.result;

import java.util.List;

/** The goals as a picture: a bar for each, which is to reach the line at 100 %. */
public final class Chart {
    private static final int WIDTH = 960;
    private static final int ROW = 26;
    private static final int TOP = 40;
    private static final int LABELS = 520;
    private static final int GOAL_AT = 200;
    /** A value far better than its goal would leave no room for the others. */
    private static final double SHOWN_MAX = 1.5;

    private final Results results;

    public Chart(Results results) {
        this.results = results;
    }

    public String svg() {
        List<Verdict> verdicts =
                Verdict.on(results).stream().filter(Verdict::isMeasured).toList();
        int height = TOP + ROW * verdicts.size() + 16;
        StringBuilder svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                <text x="12" y="24" font-size="15">Reached, as a part of each goal (longer is better)</text>
                """.formatted(WIDTH, height));
        for (int row = 0; row < verdicts.size(); row++) {
            svg.append(bar(verdicts.get(row), TOP + ROW * row));
        }
        return svg.append("""
                <line x1="%1$d" x2="%1$d" y1="%2$d" y2="%3$d" stroke="#333" stroke-dasharray="4 3"/>
                </svg>
                """.formatted(LABELS + GOAL_AT, TOP - 8, height - 12)).toString();
    }

    private static String bar(Verdict verdict, int y) {
        double reached = Math.max(0, Math.min(SHOWN_MAX, verdict.goal().reached(verdict.value())));
        int length = (int) Math.round(reached * GOAL_AT);
        return """
                <text x="%d" y="%d" text-anchor="end">%s</text>
                <rect x="%d" y="%d" width="%d" height="16" fill="%s"/>
                <text x="%d" y="%d">%s</text>
                """.formatted(
                        LABELS - 8,
                        y + 13,
                        escaped(verdict.goal().text()),
                        LABELS,
                        y,
                        length,
                        verdict.isMet() ? "#4c9f70" : "#d08c3c",
                        LABELS + Math.max(length, GOAL_AT) + 8,
                        y + 13,
                        escaped(verdict.valueText() + " (" + verdict.limitText() + ")"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
