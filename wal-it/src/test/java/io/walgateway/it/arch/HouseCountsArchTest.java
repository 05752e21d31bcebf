package io.walgateway.it.arch;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.it.docs.Checkout;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * How large rooms and things may be. Each measure is 0 but for what is listed with its reason; what is listed and no longer
 * needs to be fails as well, so that the lists stay true.
 */
class HouseCountsArchTest {
    private static final int CLASSES_MAX = 20;
    private static final int LINES_MAX = 40;
    private static final int PARAMETERS_MAX = 7;
    private static final Pattern VENDOR = Pattern.compile("(?i)kafka|sqs|cassandra|dynamo|elasticmq");
    private static final Set<String> WITHOUT_VENDORS = Set.of(
            "wal-config",
            "wal-consumer",
            "wal-controlplane",
            "wal-core",
            "wal-log",
            "wal-producer",
            "wal-runtime",
            "wal-server");

    private static final String WIRING = "puts a process together, one statement for each part, in order";
    private static final String TABLE = "one line or two for each case of a closed set";
    private static final String STORED = "a row, or a value as it is stored: each component is a column of its own";

    private static final Map<String, String> LARGE_PACKAGES =
            Map.of("io.walgateway.it.sim", "one machine in virtual time: its parts are meaningless without each other");

    private static final Map<String, String> LONG_METHODS = Map.ofEntries(
            entry("io.walgateway.consumer.WalConsumer.<init>", WIRING),
            entry("io.walgateway.controlplane.ControlPlane.<init>", WIRING),
            entry("io.walgateway.server.WalServer.<init>", WIRING),
            entry("io.walgateway.controlplane.rest.answer.LetterProblems.of", TABLE),
            entry("io.walgateway.controlplane.rest.answer.NamespaceProblems.of", TABLE),
            entry("io.walgateway.controlplane.rest.answer.RequestProblems.of", TABLE),
            entry("io.walgateway.controlplane.rest.answer.ServerProblems.of", TABLE));

    private static final Map<String, String> WIDE_CONSTRUCTORS = Map.ofEntries(
            entry("io.walgateway.benchmarks.load.LoadReport", "figures of one run"),
            entry("io.walgateway.client.kafka.RetryPolicy", "a value that callers name"),
            entry("io.walgateway.consumer.ConsumerSettings", "the process's settings"),
            entry("io.walgateway.consumer.pipeline.Pipeline", WIRING),
            entry("io.walgateway.consumer.pipeline.Standing", "what /pipelines shows of a pipeline"),
            entry("io.walgateway.consumer.route.PipelineSpec", "all that a pipeline depends on, compared as one"),
            entry("io.walgateway.consumer.writer.WriterSettings", "the process's settings"),
            entry("io.walgateway.controlplane.ControlPlaneSettings", "the process's settings"),
            entry("io.walgateway.controlplane.letter.Letter", STORED),
            entry("io.walgateway.controlplane.letter.LetterAction", STORED),
            entry("io.walgateway.controlplane.letter.NewLetter", STORED),
            entry("io.walgateway.controlplane.letter.handling.ActionRun", WIRING),
            entry("io.walgateway.controlplane.letter.handling.DeadLetters", WIRING),
            entry("io.walgateway.controlplane.namespace.Draining", WIRING),
            entry("io.walgateway.controlplane.namespace.Namespaces", WIRING),
            entry("io.walgateway.controlplane.rest.RestApi", WIRING),
            entry("io.walgateway.controlplane.revision.Revision", STORED),
            entry("io.walgateway.controlplane.store.Ending", STORED),
            entry("io.walgateway.core.delivery.HeldMessage", "what /pipelines shows of a message"),
            entry("io.walgateway.core.message.Message", STORED),
            entry("io.walgateway.core.message.SetMarker", STORED),
            entry("io.walgateway.core.namespace.NamespaceConfig", STORED),
            entry("io.walgateway.it.chaos.ChaosSettings", "the settings of one run"),
            entry("io.walgateway.it.chaos.load.SteadyWriter", WIRING),
            entry("io.walgateway.it.sim.LogEntry", STORED),
            entry("io.walgateway.it.sim.PlannedWrite", "what the simulation draws for a write"),
            entry("io.walgateway.it.sim.Shape", "what the simulation draws for a run"),
            entry("io.walgateway.log.append.AppendRoute", "all that an append depends on, computed once"),
            entry("io.walgateway.plugin.kafka.delay.timer.DelayCluster", "settings of one cluster"),
            entry("io.walgateway.plugin.sqs.cluster.ClusterSettings", "settings of one cluster"),
            entry("io.walgateway.server.ServerSettings", "the process's settings"));

    private static final Map<String, String> CIRCLES = Map.ofEntries(
            entry(
                    "io.walgateway.benchmarks.result: Goal, Results",
                    "a goal looks its value up among the results that it belongs to"),
            entry("io.walgateway.client: WalClient, WalClientBuilder", "a builder and what it builds"),
            entry(
                    "io.walgateway.config.document: DocumentReader, DocumentText, NamespaceDocument, Reading",
                    "a document is read by a method of its own, and the reading holds it"),
            entry("io.walgateway.config.settings: ProcessSettings, SettingsReader", "the same for settings"),
            entry(
                    "io.walgateway.plugin.kafka.append: ClusterProducer, HandOver, ProducerSession, TopicLane,"
                            + " UnresolvedSends",
                    "one machine: what a send ends with decides whether the session is replaced"),
            entry(
                    "io.walgateway.testkit.fake.queue: GroupState, InMemoryQueueReader, InMemoryStore",
                    "readers of a group share its store, which hands slices from one to the other"));
    private static final String SIMULATION = "io.walgateway.it.sim";

    private static final Map<String, String> VENDOR_WORDS = Map.ofEntries(
            entry("io.walgateway.log.record.HeaderReader", "the API has one message for headers of writes"),
            entry("io.walgateway.log.record.TargetAddresses", "the API has messages of its own for two targets"),
            entry("io.walgateway.producer.WriteValidator", "names the fields of those messages"),
            entry("io.walgateway.config.document.PersistenceReader", "reads the published form of documents"),
            entry("io.walgateway.config.document.QueueReader", "reads the published form of documents"));

    private static final List<SourceTree> SOURCES = sources();

    @Test
    void shouldHaveRoomsOfAFewClasses() {
        Map<String, Long> sizes =
                SOURCES.stream().collect(Collectors.groupingBy(SourceTree::packageName, Collectors.counting()));
        assertListed(
                sizes.keySet().stream()
                        .filter(room -> sizes.getOrDefault(room, 0L) > CLASSES_MAX)
                        .collect(Collectors.toSet()),
                LARGE_PACKAGES);
    }

    @Test
    void shouldHaveMethodsThatFitOnAScreen() {
        assertListed(
                SOURCES.stream()
                        .flatMap(source -> source.methods().entrySet().stream()
                                .filter(method -> method.getValue() > LINES_MAX)
                                .map(method -> source.qualified() + "." + method.getKey()))
                        .collect(Collectors.toSet()),
                LONG_METHODS);
    }

    @Test
    void shouldHaveConstructorsThatCanBeRead() {
        assertListed(
                SOURCES.stream()
                        .filter(source ->
                                source.constructors().values().stream().anyMatch(count -> count > PARAMETERS_MAX))
                        .map(SourceTree::qualified)
                        .collect(Collectors.toSet()),
                WIDE_CONSTRUCTORS);
    }

    @Test
    void shouldHaveNoCirclesWithinARoom() {
        Map<String, Map<String, Set<String>>> rooms = new TreeMap<>();
        for (SourceTree source : SOURCES) {
            rooms.computeIfAbsent(source.packageName(), _ -> new TreeMap<>()).put(source.name(), source.names());
        }
        Set<String> found = new TreeSet<>();
        rooms.forEach((room, files) -> circles(files).forEach(circle -> found.add(room + ": " + circle)));
        assertListed(
                found.stream()
                        .filter(circle -> !circle.startsWith(SIMULATION + ":"))
                        .collect(Collectors.toSet()),
                CIRCLES);
    }

    @Test
    void shouldNameNoVendorOutsideItsPlugin() {
        Predicate<String> vendor = VENDOR.asPredicate();
        assertListed(
                SOURCES.stream()
                        .filter(source -> WITHOUT_VENDORS.contains(source.module()))
                        .filter(source -> source.words().stream().anyMatch(vendor))
                        .map(SourceTree::qualified)
                        .collect(Collectors.toSet()),
                VENDOR_WORDS);
    }

    private static void assertListed(Set<String> found, Map<String, String> listed) {
        assertThat(found)
                .as("what is over the measure, and the list of exceptions with their reasons")
                .containsExactlyInAnyOrderElementsOf(listed.keySet());
    }

    /** The largest sets of files that all use each other, directly or not, each as its names in order. */
    private static Set<String> circles(Map<String, Set<String>> files) {
        Map<String, Set<String>> reached = new TreeMap<>();
        files.keySet().forEach(file -> reached.put(file, reachedFrom(file, files)));
        return files.keySet().stream()
                .map(file -> reached.getOrDefault(file, Set.of()).stream()
                        .filter(other -> reached.getOrDefault(other, Set.of()).contains(file))
                        .sorted()
                        .toList())
                .filter(circle -> circle.size() > 1)
                .map(circle -> String.join(", ", circle))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> reachedFrom(String file, Map<String, Set<String>> files) {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(file));
        while (!open.isEmpty()) {
            String next = open.pop();
            files.getOrDefault(next, Set.of()).stream()
                    .filter(used -> files.containsKey(used) && !used.equals(next))
                    .filter(reached::add)
                    .forEach(open::push);
        }
        return reached;
    }

    private static List<SourceTree> sources() {
        Checkout checkout = Checkout.here();
        return SourceTree.parse(
                checkout.root(),
                checkout.files(path -> path.toString().contains("src/main/java/")
                        && path.toString().endsWith(".java")
                        && !path.endsWith("package-info.java")));
    }
}
