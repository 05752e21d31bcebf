package io.walgateway.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.controlplane.store.StoreSettings;
import io.walgateway.local.postgres.PostgresServer;
import io.walgateway.testkit.component.Components;
import org.junit.jupiter.api.Test;

/** The store is away while dead letters come in. */
class DeadLettersOutageIT {

    private static final String LETTERS = "/v1/namespaces/orders/dead-letters";

    @Test
    void shouldAcknowledgeNothingWhileTheStoreIsAway() throws Exception {
        try (PostgresServer postgres = Components.ownPostgres(Components.ownDirectory("letters"))) {
            StoreSettings store = new StoreSettings(postgres.jdbcUrl(), postgres.user(), postgres.password());
            TestPlane first = TestPlane.on(store);
            first.http.put("/v1/namespaces/orders", TestDocuments.kafka("a"));
            TestLetters letters = new TestLetters(first.kafka);
            letters.rejected(10);
            awaitOpen(first, 10);
            postgres.kill();
            letters.rejected(5);
            await().until(() -> first.http.get(LETTERS).problem().equals("store-away"));
            first.close();

            postgres.start();
            try (TestPlane second = first.beside()) {
                awaitOpen(second, 15);
                assertThat(second.http
                                .get(LETTERS + "?order=oldest&limit=15&after=10")
                                .json()
                                .path("dead_letters")
                                .size())
                        .isEqualTo(5);
            }
        }
    }

    private static void awaitOpen(TestPlane plane, long count) {
        await().ignoreExceptions()
                .until(() -> plane.http.get(LETTERS).json().at("/states/open").asLong(), open -> open == count);
    }
}
