package io.walgateway.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StorageAnswersTest {
    private static final Duration PATIENCE = Duration.ofMillis(1);

    @Test
    void shouldReturnTheAnswer() throws Exception {
        assertThat(StorageAnswers.await(CompletableFuture.completedFuture("there"), PATIENCE))
                .isEqualTo("there");
    }

    @Test
    void shouldMakeEachFailureOneOfTheStorage() {
        StorageUnavailableException away = new StorageUnavailableException("away", null);
        IllegalStateException fault = new IllegalStateException("fault");

        assertThatThrownBy(() -> StorageAnswers.await(CompletableFuture.failedFuture(away), PATIENCE))
                .isSameAs(away);
        assertThatThrownBy(() -> StorageAnswers.await(CompletableFuture.failedFuture(fault), PATIENCE))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessage("it failed")
                .hasCause(fault);
        assertThatThrownBy(() -> StorageAnswers.await(new CompletableFuture<>(), PATIENCE))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessage("no answer in time");
    }
}
