package io.walgateway.benchmarks.result;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The results as JSON, with the value of each round. */
public final class JsonReport {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Results results;

    public JsonReport(Results results) {
        this.results = results;
    }

    /**
     * Writes the results, and replaces an existing file.
     *
     * @param about the conditions of the figures, such as the machine and the number of rounds
     */
    public void write(Path file, Map<String, String> about) {
        Map<String, Object> report = new LinkedHashMap<>(about);
        report.put("figures", results.subjects().stream().map(this::figures).toList());
        report.put("goals", Verdict.on(results).stream().map(JsonReport::goal).toList());
        JSON.writeValue(file, report);
    }

    private Map<String, Object> figures(Subject subject) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("suite", subject.suite());
        entry.put("scenario", subject.scenario());
        entry.put("contestant", subject.contestant());
        entry.put("failed rounds", results.failures(subject));
        for (Metric metric : results.metrics(subject)) {
            List<Double> rounds = results.rounds(subject, metric);
            entry.put(metric.label(), Map.of("median", Median.of(rounds), "rounds", rounds));
        }
        return entry;
    }

    private static Map<String, Object> goal(Verdict verdict) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("goal", verdict.goal().text());
        entry.put("limit", verdict.limitText());
        entry.put("reached", verdict.value());
        entry.put("verdict", verdict.word());
        return entry;
    }
}
