package io.walgateway.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.controlplane.TestHttp.Answer;
import io.walgateway.controlplane.store.StoreSettings;
import io.walgateway.local.postgres.PostgresServer;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.fake.queue.FaultyQueue;
import io.walgateway.testkit.fake.queue.InMemoryQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The store is killed, hangs, or is not there yet. */
class StoreOutageIT {

    private static final String ORDERS = "/v1/namespaces/orders";

    @Test
    void shouldRefuseWhileTheStoreIsAwayAndGoOnWhenItIsBack() throws Exception {
        try (PostgresServer postgres = Components.ownPostgres(Components.ownDirectory("outage"));
                TestPlane plane = TestPlane.on(store(postgres))) {
            TestHttp http = plane.http;
            http.put(ORDERS, TestDocuments.kafka("a"));
            CompletableFuture<Answer> watch = http.getAsync("/v1/watch?after=1&wait=60s");
            Awaitility.await()
                    .untilAsserted(() -> assertThat(plane.plane.watchers()).isEqualTo(1));
            postgres.kill();

            assertAway(() -> http.get(ORDERS));
            assertAway(() -> http.put(ORDERS, TestDocuments.kafka("b")));
            assertAway(() -> http.delete(ORDERS));
            assertAway(() -> http.get("/v1/watch?after=1&wait=30s"));
            assertThat(watch.orTimeout(120, TimeUnit.SECONDS).join().problem()).isEqualTo("store-away");
            assertThat(health(plane.plane).status()).isEqualTo(503);
            assertThat(plane.kafka.entries("b")).isEmpty();

            postgres.start();
            Awaitility.await()
                    .until(() -> http.put(ORDERS, TestDocuments.kafka("c")).status() == 200);
            assertThat(http.get(ORDERS + "/revisions").json().path("revisions").size())
                    .isEqualTo(2);
            Awaitility.await().until(() -> health(plane.plane).status() == 200);
        }
    }

    @Test
    void shouldRefuseWhileTheStoreHangs() throws Exception {
        try (PostgresServer postgres = Components.ownPostgres(Components.ownDirectory("hang"));
                TestPlane plane = TestPlane.on(store(postgres))) {
            plane.http.put(ORDERS, TestDocuments.kafka("a"));
            postgres.suspend();
            for (int i = 0; i < 3; i++) {
                assertAway(() -> plane.http.put(ORDERS, TestDocuments.kafka("b")));
            }
            postgres.resume();
            Awaitility.await().until(() -> plane.http.get(ORDERS).status() == 200);
        }
    }

    @Test
    void shouldWaitForAStoreThatIsNotThereYet() throws Exception {
        try (PostgresServer postgres = PostgresServer.in(Components.ownDirectory("late"), 0);
                ControlPlane plane = TestPlane.controlPlane(
                        store(postgres),
                        TestPlane.plugins(new FaultyQueue(new InMemoryQueue("kafka"))),
                        new TestClock())) {
            CompletableFuture<Boolean> started = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> complete(started, plane));
            Awaitility.await().until(() -> plane.address().getPort() > 0);
            TestHttp http = new TestHttp(plane.address());
            assertAway(() -> http.get(ORDERS));
            assertThat(health(plane).status()).isEqualTo(503);
            assertThat(started).isNotDone();

            postgres.start();
            assertThat(started.orTimeout(120, TimeUnit.SECONDS).join()).isTrue();
            assertThat(http.put(ORDERS, TestDocuments.kafka("a")).status()).isEqualTo(201);
        }
    }

    private static void complete(CompletableFuture<Boolean> started, ControlPlane plane) {
        try {
            started.complete(plane.start());
        } catch (Exception e) {
            started.completeExceptionally(e);
        }
    }

    private static void assertAway(Supplier<Answer> request) {
        Answer answer = request.get();
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("store-away");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
    }

    private static Answer health(ControlPlane plane) {
        return new TestHttp(plane.managementAddress()).get("/health");
    }

    private static StoreSettings store(PostgresServer postgres) {
        return new StoreSettings(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }
}
