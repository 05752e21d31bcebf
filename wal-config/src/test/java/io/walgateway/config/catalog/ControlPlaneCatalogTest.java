package io.walgateway.config.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.registry.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlPlaneCatalogTest {
    private static final Duration BACK_WITHIN = Duration.ofMinutes(2);

    @TempDir
    Path cache;

    private ScriptedControlPlane controlPlane;
    private ControlPlaneCatalog catalog;

    @BeforeEach
    void open() throws IOException {
        controlPlane = new ScriptedControlPlane();
        catalog = openCatalog();
    }

    @AfterEach
    void close() {
        catalog.close();
        controlPlane.close();
    }

    @Test
    void shouldBeReadyAtOnceWithAnEmptyControlPlane() {
        await().atMost(BACK_WITHIN).until(() -> isReady(catalog));
        assertThat(catalog.all()).isEmpty();
        assertThat(catalog.contact().inTouch()).isTrue();
    }

    @Test
    void shouldFollowChanges() {
        AtomicInteger told = new AtomicInteger();
        catalog.listen(told::incrementAndGet);
        controlPlane.put("a", "default", document("t1"));
        awaitTopic("a", "t1");
        controlPlane.put("a", "default", document("t2"));
        awaitTopic("a", "t2");
        controlPlane.delete("a");
        await().untilAsserted(() -> assertThat(catalog.find("a")).isEmpty());
        assertThat(told).hasValue(3);
    }

    @Test
    void shouldServeItsOwnShardAlone() {
        controlPlane.put("other", "blue", document("t"));
        controlPlane.put("moving", "default", document("t"));
        awaitTopic("moving", "t");
        assertThat(catalog.find("other")).isEmpty();

        controlPlane.put("moving", "blue", document("t"));
        await().untilAsserted(() -> assertThat(catalog.find("moving")).isEmpty());
        assertThat(controlPlane.queries())
                .allSatisfy(query -> assertThat(query).contains("shard=default").contains("region=eu"));
    }

    @Test
    void shouldServeOnDuringAnOutageAndBeBackWithinTwoSeconds() throws IOException {
        controlPlane.put("a", "default", document("t1"));
        awaitTopic("a", "t1");

        controlPlane.stop();
        await().untilAsserted(() -> assertThat(catalog.contact().inTouch()).isFalse());
        assertThat(topic("a")).contains("t1");
        await().untilAsserted(() -> assertThat(catalog.contact().why())
                .hasValueSatisfying(
                        why -> assertThat(why).startsWith("http://127.0.0.1:").doesNotContain("Exception")));

        controlPlane.put("a", "default", document("t2"));
        controlPlane.restart();
        await().atMost(BACK_WITHIN).untilAsserted(() -> assertThat(topic("a")).contains("t2"));
        assertThat(catalog.contact().inTouch()).isTrue();
    }

    @Test
    void shouldStartFromTheLastGoodCopy() {
        controlPlane.put("a", "default", document("t1"));
        controlPlane.put("b", "default", document("t2"));
        awaitTopic("a", "t1");
        awaitTopic("b", "t2");
        await().until(() ->
                Files.exists(snapshot()) && Files.readString(snapshot()).contains("t2"));
        controlPlane.stop();
        catalog.close();

        catalog = openCatalog();
        await().until(() -> isReady(catalog));
        assertThat(catalog.all()).extracting(NamespaceConfig::name).containsExactlyInAnyOrder("a", "b");
        assertThat(catalog.contact().inTouch()).isFalse();
        assertThat(cache.toFile().list()).containsExactly("namespaces-default.snapshot");
    }

    @Test
    void shouldKnowWhatIsEndingAlsoFromTheLastGoodCopy() {
        controlPlane.put("a", "default", document("t1"));
        awaitTopic("a", "t1");
        assertThat(catalog.isEnding("a")).isFalse();
        controlPlane.end("a", document("t1"));
        await().until(() -> catalog.isEnding("a"));
        assertThat(topic("a")).contains("t1");
        await().until(() -> Files.readString(snapshot()).contains("ending"));
        controlPlane.stop();
        catalog.close();

        catalog = openCatalog();
        await().until(() -> catalog.isEnding("a"));
        assertThat(topic("a")).contains("t1");
    }

    @Test
    void shouldReplaceACopyOnlyByAWholeOne() throws IOException {
        Files.writeString(cache.resolve("namespaces-default.snapshot.new"), "the rest of a crash");
        controlPlane.put("a", "default", document("t1"));
        await().until(() ->
                Files.exists(snapshot()) && Files.readString(snapshot()).contains("t1"));
        assertThat(cache.resolve("namespaces-default.snapshot.new")).doesNotExist();
    }

    @Test
    void shouldServeOnWhenNoCopyCanBeWritten() throws IOException {
        Files.createDirectory(cache.resolve("namespaces-default.snapshot.new"));
        controlPlane.put("a", "default", document("t1"));
        awaitTopic("a", "t1");
        controlPlane.put("a", "default", document("t2"));
        awaitTopic("a", "t2");
    }

    @Test
    void shouldNotBeReadyWithoutAnything() {
        controlPlane.stop();
        catalog.close();
        catalog = openCatalog();
        awaitAsked();
        assertThat(isReady(catalog)).isFalse();
    }

    /** As a process of an earlier version that is started again. */
    @Test
    void shouldKeepTheLastDocumentThatWasValidHereAlsoAcrossARestart() throws IOException {
        controlPlane.put("a", "default", document("t1"));
        await().until(() ->
                Files.exists(snapshot()) && Files.readString(snapshot()).contains("t1"));
        catalog.close();
        controlPlane.put("a", "default", "{\"colour\": \"red\"}");

        catalog = openCatalog();
        awaitTopic("a", "t1");
        assertThat(Files.readString(snapshot())).contains("t1");
    }

    /** Otherwise a consumer would deliver messages for a moment that an operator has dropped. */
    @Test
    void shouldNotServeACopyWhileTheControlPlaneKnowsBetter() throws IOException {
        controlPlane.put("gone", "default", document("t1"));
        await().until(() ->
                Files.exists(snapshot()) && Files.readString(snapshot()).contains("t1"));
        catalog.close();
        controlPlane.delete("gone");
        controlPlane.put("here", "default", document("t2"));

        controlPlane.fallSilent();
        int asked = controlPlane.queries().size();
        catalog = openCatalog();
        await().until(() -> controlPlane.queries().size() > asked);
        assertThat(isReady(catalog)).isFalse();
        assertThat(catalog.all()).isEmpty();
        controlPlane.speak();
        await().until(() -> isReady(catalog));
        assertThat(catalog.all()).extracting(NamespaceConfig::name).containsExactly("here");
    }

    @ParameterizedTest
    @CsvSource({"cut off", "changed", "empty"})
    void shouldIgnoreADamagedCopy(String damage) throws IOException {
        controlPlane.put("a", "default", document("topic-one"));
        awaitTopic("a", "topic-one");
        await().until(() -> Files.exists(snapshot()));
        controlPlane.stop();
        catalog.close();
        String whole = Files.readString(snapshot());
        Files.writeString(
                snapshot(),
                switch (damage) {
                    case "cut off" -> whole.substring(0, whole.length() / 2);
                    case "changed" -> whole.replace("topic-one", "topic-two");
                    default -> "";
                });

        catalog = openCatalog();
        awaitAsked();
        assertThat(isReady(catalog)).isFalse();
        assertThat(catalog.all()).isEmpty();
        controlPlane.restart();
        awaitTopic("a", "topic-one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | out of order",
                "404 | {}",
                "200 | garbage",
                "200 | []",
                "200 | {\"revision\": \"5\", \"namespaces\": []}",
                "200 | {\"revision\": -1, \"namespaces\": []}",
                "200 | {\"revision\": 99, \"namespaces\": {}}",
                "503 | {}",
            })
    void shouldKeepAllNamespacesWhateverIsAnswered(int status, String body) {
        controlPlane.put("a", "default", document("t1"));
        awaitTopic("a", "t1");

        controlPlane.answerNonsense(status, body);
        await().untilAsserted(() -> assertThat(catalog.contact().inTouch()).isFalse());
        assertThat(topic("a")).contains("t1");

        controlPlane.answerNonsense(200, "");
        controlPlane.put("b", "default", document("t2"));
        await().atMost(BACK_WITHIN.plusSeconds(1))
                .untilAsserted(() -> assertThat(topic("b")).contains("t2"));
    }

    @Test
    void shouldSayInWordsWhyTheControlPlaneHasNoAnswer() {
        controlPlane.answerNonsense(
                503, "{\"title\": \"The store cannot be reached\", \"detail\": \"PostgreSQL: refused\"}");
        await().untilAsserted(() -> assertThat(catalog.contact().why())
                .hasValueSatisfying(why ->
                        assertThat(why).startsWith("http://127.0.0.1:").endsWith(" answers 503: PostgreSQL: refused")));
    }

    @Test
    void shouldLeaveANamespaceAsItWasWhenItsDocumentIsNotValid() {
        controlPlane.put("a", "default", document("t1"));
        awaitTopic("a", "t1");

        controlPlane.put("a", "default", "{\"colour\": \"red\"}");
        controlPlane.put("..", "default", document("t"));
        controlPlane.put("c", "default", "\"text\"");
        controlPlane.put("b", "default", document("t2"));
        awaitTopic("b", "t2");
        assertThat(topic("a")).contains("t1");
        assertThat(catalog.all()).hasSize(2);
    }

    @Test
    void shouldFollowAControlPlaneThatWasRestoredToAnEarlierState() {
        controlPlane.put("a", "default", document("t1"));
        controlPlane.put("b", "default", document("t1"));
        controlPlane.put("b", "default", document("t2"));
        awaitTopic("b", "t2");
        awaitTopic("a", "t1");

        controlPlane.forgetEverything();
        controlPlane.put("b", "default", document("t0"));
        awaitTopic("b", "t0");
        await().untilAsserted(() -> assertThat(catalog.find("a")).isEmpty());
    }

    private ControlPlaneCatalog openCatalog() {
        return ControlPlaneCatalog.open(
                new WatchClient(controlPlane.uri(), Optional.empty(), Optional.empty(), Role.CONSUMER, "default", "eu"),
                "default",
                cache,
                new Plugins(Map.of(), Map.of()),
                InstantSource.system(),
                new SplittableRandom(1));
    }

    private void awaitAsked() {
        await().until(() -> !catalog.contact().why().equals(Optional.of("not asked yet")));
    }

    private Path snapshot() {
        return cache.resolve("namespaces-default.snapshot");
    }

    private void awaitTopic(String namespace, String topic) {
        await().untilAsserted(() -> assertThat(topic(namespace)).contains(topic));
    }

    private Optional<String> topic(String namespace) {
        return catalog.find(namespace)
                .map(config -> config.queues().getFirst().names().getFirst());
    }

    private static boolean isReady(WatchedCatalog catalog) {
        return catalog.ready().toCompletableFuture().isDone();
    }

    static String document(String topic) {
        return """
            {"persistence_configurations": {"persistence_configuration": [
              {"physical_storage": {"type": "KAFKA"}, "config": {"wal-kafka-topics": ["%s"]}}]}}
            """.formatted(topic);
    }
}
