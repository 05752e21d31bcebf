package io.walgateway.controlplane.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.controlplane.ControlPlane;
import io.walgateway.controlplane.TestDocuments;
import io.walgateway.controlplane.TestHttp;
import io.walgateway.controlplane.TestHttp.Answer;
import io.walgateway.controlplane.TestPlane;
import io.walgateway.controlplane.region.PluginSettings;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.set.SetState;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.fake.queue.InMemoryQueue;
import io.walgateway.testkit.fake.storage.InMemoryStorage;
import io.walgateway.testkit.fake.target.ScriptedTargetProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Operators see the sets that are not applied yet, and each set that is remembered. */
class MutationSetsIT {
    private static final String SETS = "/v1/namespaces/n/sets";
    private static final String EU = "eu-west-1";
    private static final String US = "us-east-1";

    private final TestClock clock = new TestClock();
    private final StorageOfRegions storages = new StorageOfRegions(clock);
    private final StoredSets sets = new StoredSets(storages.items(""), clock);
    private ControlPlane plane;
    private TestHttp http;

    @BeforeEach
    void start() throws Exception {
        start(PluginSettings.of(Map.of()));
    }

    private void start(PluginSettings settings) throws Exception {
        plane = TestPlane.controlPlane(
                TestPlane.emptyStore(),
                new Plugins(
                        Map.of("kafka", new InMemoryQueue("kafka")),
                        Map.of("kafka", new ScriptedTargetProvider("kafka", clock)),
                        Map.of(InMemoryStorage.TYPE, storages)),
                settings,
                clock);
        plane.start();
        http = new TestHttp(plane.address());
        assertThat(http.put("/v1/namespaces/n", document()).status()).isEqualTo(201);
    }

    @AfterEach
    void stop() {
        plane.close();
    }

    @Test
    void shouldListSetsByStateAndAge() {
        sets.open("open", 0, 2);
        sets.seal("sealed", new AppendResult.NotAppended("away"));
        sets.seal("queued", AppendResult.APPENDED);
        sets.seal("applying", AppendResult.APPENDED);
        sets.apply("applying", "kafka");
        sets.seal("letter", AppendResult.APPENDED);
        sets.move("letter", new SetState.Queued(2).deadLettered());
        sets.seal("applied", AppendResult.APPENDED);
        sets.move("applied", new SetState.Queued(2).applied());

        assertThat(ids("")).containsExactlyInAnyOrder("open", "sealed", "queued", "applying", "letter");
        assertThat(ids("?state=open")).containsExactly("open");
        assertThat(ids("?state=dead_lettered")).containsExactly("letter");
        assertThat(ids("?state=stuck")).as("just begun").isEmpty();
        assertThat(ids("?state=stuck&older_than=0s")).containsExactlyInAnyOrder("sealed", "queued", "applying");
        clock.advance(Duration.ofMinutes(10));
        assertThat(ids("?state=stuck")).containsExactlyInAnyOrder("sealed", "queued", "applying");
        sets.open("young", 0);
        assertThat(ids("?state=open&older_than=10m")).containsExactly("open");
        clock.advance(StoredSets.EXPIRY);
        assertThat(ids("?state=open")).as("all have expired").isEmpty();

        JsonNode open = http.get(SETS + "/letter").json();
        assertThat(open.path("state").asString()).isEqualTo("dead_lettered");
        assertThat(open.path("opened").asString()).isEqualTo(TestClock.START.toString());
    }

    @Test
    void shouldStillListSetsThatWaitForLong() {
        sets.seal("old", AppendResult.APPENDED);
        clock.advance(StoredSets.EXPIRY);
        sets.listAsWaiting("old");
        sets.seal("new", AppendResult.APPENDED);
        assertThat(ids("?state=stuck&older_than=0s")).containsExactly("old", "new");
        assertThat(ids("?state=stuck")).containsExactly("old");
    }

    @Test
    void shouldListAllSetsPageByPage() {
        List<String> all = new ArrayList<>();
        for (int set = 0; set < 30; set++) {
            all.add("s" + set);
            sets.seal("s" + set, AppendResult.APPENDED);
            if (set % 7 == 0) {
                sets.listAsWaiting("s" + set);
            }
            clock.advance(Duration.ofMinutes(1));
        }
        List<String> seen = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = http.get(SETS + "?limit=4" + after).json();
            assertThat(page.path("sets").size()).isLessThanOrEqualTo(4);
            seen.addAll(ids(page));
            after = page.has("next") ? "&after=" + page.path("next").asString() : "";
        } while (!after.isEmpty());
        assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void shouldShowOneSet() {
        sets.open("s", 0, 2);
        JsonNode open = http.get(SETS + "/s").json();
        assertThat(open.path("state").asString()).isEqualTo("open");
        assertThat(open.path("parts").asInt()).isEqualTo(2);
        assertThat(open.path("missing").toString()).isEqualTo("[1]");
        assertThat(open.path("expires").asString())
                .isEqualTo(TestClock.START.plus(StoredSets.EXPIRY).toString());
        assertThat(open.has("region")).isFalse();

        sets.seal("t", AppendResult.APPENDED);
        sets.apply("t", "kafka");
        JsonNode applying = http.get(SETS + "/t").json();
        assertThat(applying.path("state").asString()).isEqualTo("applying");
        assertThat(applying.path("parts_total").asInt()).isEqualTo(2);
        assertThat(applying.path("progress").toString()).isEqualTo("{\"kafka\":1}");
        sets.move("t", new SetState.Queued(2).applied());
        assertThat(http.get(SETS + "/t").json().path("state").asString()).isEqualTo("applied");
    }

    @Test
    void shouldSayWhyItShowsNothing() {
        http.put("/v1/namespaces/plain", TestDocuments.kafka("p"));
        refused("/v1/namespaces/plain/sets", 409, "no-sets", "plain has no durable storage");
        refused("/v1/namespaces/plain/sets/s", 409, "no-sets", "plain has no durable storage");
        refused("/v1/namespaces/other/sets", 404, "no-such-namespace", "other");
        refused(SETS + "/s", 404, "no-such-set", "n has no mutation set s");
        refused(SETS + "/a%20b", 400, "bad-parameter", "id: a b (expected: 1 to 200 characters");
        refused(SETS + "?state=queued", 400, "bad-parameter", "state: queued (expected: one of any, open, stuck");
        refused(SETS + "?after=17", 400, "bad-parameter", "after: 17 (expected: next of an earlier page)");
        refused(SETS + "?after=open-1-16-1", 400, "bad-parameter", "after: open-1-16-1");
        refused(SETS + "?older_than=soon", 400, "bad-parameter", "older_than: soon");
        refused(SETS + "?region=mars", 409, "sets-unknown", "no region mars");
        sets.open("s", 0);
        storages.on("").unavailable();
        Answer away = refused(SETS, 503, "sets-away", "durable storage memory sets: the storage is away");
        assertThat(away.header("Retry-After")).isEqualTo("5");
        refused(SETS + "/s", 503, "sets-away", "durable storage memory sets");
        storages.on("").heal();
        assertThat(ids("")).containsExactly("s");
    }

    @Test
    void shouldShowEachRegionsSets() throws Exception {
        stop();
        start(new PluginSettings("", Map.of(), Map.of(EU, on(EU), US, on(US))));
        StoredSets eu = new StoredSets(storages.items(EU), clock);
        StoredSets us = new StoredSets(storages.items(US), clock);
        eu.open("s", 0);
        us.open("s", 0);
        us.open("t", 0);
        assertThat(ids("")).containsExactlyInAnyOrder("s", "s", "t");
        assertThat(ids("?region=" + EU)).containsExactly("s");
        JsonNode first = http.get(SETS + "?limit=1").json();
        assertThat(first.at("/sets/0/region").asString()).isEqualTo(EU);
        assertThat(ids("?limit=2&after=" + first.path("next").asString())).containsExactlyInAnyOrder("s", "t");
        assertThat(http.get(SETS + "/t").json().path("region").asString()).isEqualTo(US);
        refused(SETS + "/s", 409, "set-in-regions", "s of n is in eu-west-1, us-east-1");
        assertThat(http.get(SETS + "/s?region=" + US).json().path("region").asString())
                .isEqualTo(US);

        storages.on(US).unavailable();
        refused(SETS, 503, "sets-away", "durable storage memory sets in us-east-1");
        assertThat(ids("?region=" + EU)).containsExactly("s");
    }

    private static Map<String, Map<String, String>> on(String servers) {
        return Map.of(InMemoryStorage.TYPE, Map.of("servers", servers));
    }

    private Answer refused(String path, int status, String problem, String detail) {
        Answer answer = http.get(path);
        assertThat(answer.status()).as(path).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.json().path("detail").asString()).contains(detail);
        return answer;
    }

    private List<String> ids(String query) {
        Answer answer = http.get(SETS + query);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return ids(answer.json());
    }

    private static List<String> ids(JsonNode page) {
        return page.path("sets")
                .valueStream()
                .map(set -> set.path("id").asString())
                .toList();
    }

    private static String document() {
        return TestDocuments.kafka("a")
                .replace(
                        "\"config\": {",
                        "\"config\": {\"durable_storage\": {\"type\": \"memory\", \"namespace\": \"sets\"}, ");
    }
}
