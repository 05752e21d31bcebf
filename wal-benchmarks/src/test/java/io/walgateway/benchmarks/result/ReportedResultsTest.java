package io.walgateway.benchmarks.result;

import static io.walgateway.benchmarks.result.Goal.Bound.AT_LEAST;
import static io.walgateway.benchmarks.result.Goal.Bound.AT_MOST;
import static io.walgateway.benchmarks.result.Metric.P99_MILLIS;
import static io.walgateway.benchmarks.result.Metric.RECORDS_PER_SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportedResultsTest {
    private static final Subject OURS = new Subject("ingest", "stream <64> & more", "gateway");
    private static final Subject THEIRS = OURS.beside("peer");

    private final Results results = results();

    @TempDir
    Path directory;

    @Test
    void shouldTakeRatiosWithinEachRound() {
        // A median of ours over a median of theirs would be 30 / 40.
        assertThat(results.medianRatio(OURS, THEIRS, RECORDS_PER_SECOND)).isEqualTo(0.5);
    }

    @Test
    void shouldSayWhichGoalsAreMet() {
        assertThat(Verdict.on(results)).extracting(Verdict::word).containsExactly("missed", "met", "not measured");
    }

    @Test
    void shouldShowMediansAndGoalsInTheTable() {
        assertThat(new Table(results).text().lines())
                .anyMatch(line -> line.matches("ingest, stream <64> & more +records/s +p99 ms"))
                .anyMatch(line -> line.matches("  gateway +30 +7.00"))
                .anyMatch(line -> line.matches("  peer +40 +-"))
                .anyMatch(line -> line.matches(".*gateway / peer, records/s +50.0 % +>= 60.0 % +missed"))
                .anyMatch(line -> line.matches(".*gateway, p99 ms +7.00 +<= 10.00 +met"))
                .anyMatch(line -> line.matches(".*peer, p99 ms +- +<= 10.00 +not measured"));
    }

    @Test
    void shouldShowWhoFailedAndKeepTheOtherRoundsInStep() {
        results.addFailure(THEIRS);
        results.add(OURS, Map.of(RECORDS_PER_SECOND, 1.0));
        results.add(OURS, Map.of(RECORDS_PER_SECOND, 99.0));
        results.add(THEIRS, Map.of(RECORDS_PER_SECOND, 99.0));
        assertThat(new Table(results).text()).contains("  peer (FAILED in 1 round)  ");
        assertThat(results.metrics(THEIRS)).containsExactly(RECORDS_PER_SECOND);
        // Of 0.25, 0.5, 1 and 4; were the rounds out of step, 1 / 99 would be among them.
        assertThat(results.medianRatio(OURS, THEIRS, RECORDS_PER_SECOND)).isEqualTo(0.75);
    }

    @Test
    void shouldDrawWellFormedXmlWithABarForEachMeasuredGoal() throws Exception {
        var picture = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(new Chart(results).svg())));
        // One more is the background.
        assertThat(picture.getElementsByTagName("rect").getLength()).isEqualTo(3);
    }

    @Test
    void shouldKeepTheValueOfEachRoundInJson() {
        Path file = directory.resolve("results.json");
        new JsonReport(results).write(file, Map.of("rounds", "3"));
        JsonNode report = new JsonMapper().readTree(file);
        assertThat(report.at("/rounds").asString()).isEqualTo("3");
        assertThat(report.at("/figures/0/records~1s/rounds")).hasSize(3);
        assertThat(report.at("/figures/0/records~1s/median").asDouble()).isEqualTo(30);
        assertThat(report.at("/goals/0/verdict").asString()).isEqualTo("missed");
    }

    private static Results results() {
        Results results = new Results();
        double[][] rounds = {{10, 40}, {30, 60}, {80, 20}};
        for (double[] round : rounds) {
            results.add(OURS, Map.of(RECORDS_PER_SECOND, round[0], P99_MILLIS, 7.0));
            results.add(THEIRS, Map.of(RECORDS_PER_SECOND, round[1]));
        }
        results.expect(new Goal.Relative(OURS, THEIRS, RECORDS_PER_SECOND, AT_LEAST, 0.6));
        results.expect(new Goal.Absolute(OURS, P99_MILLIS, AT_MOST, 10));
        results.expect(new Goal.Absolute(THEIRS, P99_MILLIS, AT_MOST, 10));
        return results;
    }
}
