package io.walgateway.benchmarks.result;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The results as text: a block for each scenario, with the medians, and the goals below. */
public final class Table {
    private final Results results;

    public Table(Results results) {
        this.results = results;
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        Map<String, List<Subject>> scenarios = new LinkedHashMap<>();
        for (Subject subject : results.subjects()) {
            scenarios
                    .computeIfAbsent(subject.suite() + ", " + subject.scenario(), _ -> new ArrayList<>())
                    .add(subject);
        }
        scenarios.forEach((name, subjects) -> text.append(scenario(name, subjects)));
        return text.append(goals()).toString();
    }

    private String scenario(String name, List<Subject> subjects) {
        Set<Metric> metrics = EnumSet.noneOf(Metric.class);
        subjects.forEach(subject -> metrics.addAll(results.metrics(subject)));
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(name));
        metrics.forEach(metric -> head.add(metric.label()));
        rows.add(head);
        for (Subject subject : subjects) {
            List<String> row = new ArrayList<>(List.of("  " + subject.contestant() + failed(subject)));
            metrics.forEach(metric -> row.add(metric.text(results.median(subject, metric))));
            rows.add(row);
        }
        return aligned(rows);
    }

    private String failed(Subject subject) {
        int failures = results.failures(subject);
        return failures == 0 ? "" : " (FAILED in " + failures + (failures == 1 ? " round)" : " rounds)");
    }

    private String goals() {
        List<List<String>> rows = new ArrayList<>();
        for (Verdict verdict : Verdict.on(results)) {
            rows.add(List.of("  " + verdict.goal().text(), verdict.valueText(), verdict.limitText(), verdict.word()));
        }
        if (rows.isEmpty()) {
            return "";
        }
        rows.addFirst(List.of("goals", "reached", "goal", ""));
        return aligned(rows);
    }

    /** The first column is aligned left, all others right. */
    private static String aligned(List<List<String>> rows) {
        List<Integer> widths = IntStream.range(0, rows.getFirst().size())
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("", "", "\n"));
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            String space = " ".repeat(widths.get(column) - cell.length());
            line.append(column == 0 ? cell + space : "  " + space + cell);
        }
        return line.toString().stripTrailing() + "\n";
    }
}
