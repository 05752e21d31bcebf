package io.walgateway.config.document;

import static io.walgateway.config.document.Documents.problems;
import static io.walgateway.config.document.Documents.valid;
import static io.walgateway.config.document.Documents.withConfig;
import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.config.document.node.DocumentProblem;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.namespace.TargetConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.replication.RegionalTarget;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A target may stand for several. */
class ExpansionTest {
    private static final String CONFIG = "/persistence_configurations/persistence_configuration/0/config";
    private static final Plugins PLUGINS = new Plugins(
            Map.of(),
            Map.of(
                    RegionalTarget.TYPE,
                    new Regions(),
                    "kafka",
                    Documents.PICKY_PLUGINS.target("kafka").orElseThrow()));

    /** Takes each property {@code regions.NAME} for a region. */
    private record Regions() implements TargetProvider {
        @Override
        public String type() {
            return RegionalTarget.TYPE;
        }

        @Override
        public List<Violation> check(TargetAddress address) {
            return List.of();
        }

        @Override
        public Map<String, TargetAddress> expand(TargetAddress address) {
            Map<String, TargetAddress> regions = new TreeMap<>();
            address.properties().forEach((name, writer) -> {
                if (name.startsWith("regions.")) {
                    String region = name.substring("regions.".length());
                    regions.put(
                            region,
                            new RegionalTarget(region, writer, RegionalTarget.apply(address.properties())).address());
                }
            });
            return regions;
        }

        @Override
        public int concurrency() {
            return RegionalTarget.CONCURRENCY;
        }

        @Override
        public TargetClient open(PluginContext context) {
            throw new UnsupportedOperationException();
        }
    }

    private static List<TargetConfig> targets(String config) {
        return valid(NamespaceDocument.read(withConfig(config), PLUGINS))
                .toConfig("ns", 1)
                .targets();
    }

    @Test
    void shouldHaveATargetForEachRegion() {
        List<TargetConfig> targets = targets("""
                "target": {"type": "replication", "name": "copies", "concurrency": 7,
                           "regions": {"us": "w.us", "eu": "w.eu"}, "apply": {"type": "kafka", "topic": "t"}}""");
        assertThat(targets).extracting(TargetConfig::name).containsExactly("copies-eu", "copies-us");
        assertThat(targets)
                .allSatisfy(target -> assertThat(target.concurrencyMax()).isEqualTo(7));
        assertThat(RegionalTarget.of(targets.getFirst().address()))
                .contains(new RegionalTarget(
                        "eu", "w.eu", Optional.of(new TargetAddress("kafka", Map.of("topic", "t")))));
    }

    @Test
    void shouldHaveTheConcurrencyOfItsTypeWhereTheDocumentGivesNone() {
        List<TargetConfig> targets = targets("""
                "targets": [{"type": "replication", "regions": {"us": "w.us"}}, {"type": "kafka", "topic": "t"}]""");
        assertThat(targets).extracting(TargetConfig::concurrencyMax).containsExactly(2_000, 128);
    }

    @Test
    void shouldPointAtTheFlawOfTheTargetInTheRegions() {
        assertThat(problems(NamespaceDocument.read(withConfig("""
                "target": {"type": "replication", "regions": {"eu": "w"}, "apply": {"type": "kafka", "topik": "t"}}"""), PLUGINS)))
                .extracting(DocumentProblem::pointer)
                .containsExactlyInAnyOrder(CONFIG + "/target/apply/topik", CONFIG + "/target/apply/topic");
        assertThat(problems(NamespaceDocument.read(withConfig("""
                "target": {"type": "replication", "regions": {"eu": "w"}, "apply": {"type": "pigeon"}}"""), PLUGINS)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.pointer()).isEqualTo(CONFIG + "/target/apply/type");
                    assertThat(problem.expectation()).isEqualTo("one of kafka, replication");
                });
    }

    @Test
    void shouldRefuseANameThatARegionHas() {
        assertThat(problems(NamespaceDocument.read(withConfig("""
                "targets": [{"type": "replication", "name": "a", "regions": {"eu": "w"}},
                            {"type": "kafka", "name": "a-eu", "topic": "t"}]"""), PLUGINS)))
                .extracting(DocumentProblem::pointer)
                .containsExactly(CONFIG + "/targets/1/name");
    }
}
