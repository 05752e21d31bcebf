package io.walgateway.plugin.cassandra.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PreparedStatementsTest {
    private final List<String> asked = new ArrayList<>();
    private final List<CompletableFuture<PreparedStatement>> answers = new ArrayList<>();
    private final PreparedStatements statements = new PreparedStatements(cql -> {
        asked.add(cql);
        answers.add(new CompletableFuture<>());
        return answers.getLast();
    });

    @Test
    void shouldPrepareOnceForAllWhoAsk() {
        assertThat(statements.of("a")).isSameAs(statements.of("a"));
        assertThat(asked).containsExactly("a");
    }

    @Test
    void shouldPrepareAgainWhatFailed() {
        statements.of("a");
        answers.getFirst().completeExceptionally(new IllegalStateException("away"));
        assertThat(statements.of("a")).isNotDone();
        assertThat(asked).containsExactly("a", "a");
    }

    @Test
    void shouldForgetWhatWasUsedLongestAgo() {
        statements.of("first");
        for (int i = 0; i < PreparedStatements.STATEMENTS_MAX - 1; i++) {
            statements.of("other " + i);
        }
        statements.of("first");
        statements.of("one more");
        asked.clear();
        statements.of("first");
        statements.of("other 0");
        assertThat(asked).containsExactly("other 0");
    }
}
