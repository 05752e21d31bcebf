package io.walgateway.benchmarks;

import io.walgateway.benchmarks.result.Chart;
import io.walgateway.benchmarks.result.JsonReport;
import io.walgateway.benchmarks.result.Results;
import io.walgateway.benchmarks.result.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where results are written: as text, as JSON and as a picture. */
record Report(Results results, Path folder, Optional<Path> json, Map<String, String> about) {

    String table() {
        return new Table(results).text();
    }

    void write() {
        try {
            Files.writeString(folder.resolve("table.txt"), table());
            Files.writeString(folder.resolve("chart.svg"), new Chart(results).svg());
        } catch (IOException e) {
            throw new UncheckedIOException("the report could not be written", e);
        }
        new JsonReport(results).write(folder.resolve("results.json"), about);
        json.ifPresent(copy -> new JsonReport(results).write(copy, about));
    }
}
