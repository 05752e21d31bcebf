package io.walgateway.client.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallCredentials;
import io.grpc.Metadata;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCredentialsTest {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final Deque<Runnable> threads = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();
    private final List<Status> failed = new ArrayList<>();
    private long nanos = Long.MAX_VALUE - 1_000;
    private int fetched;
    private boolean away;
    private final TokenCredentials credentials = new TokenCredentials(this::fetch, () -> nanos, threads::add);

    @TempDir
    Path folder;

    @Test
    void shouldHoldCallsUntilThereIsATokenAndFetchOnlyOnce() {
        call();
        call();
        assertThat(sent).isEmpty();
        assertThat(threads).hasSize(1);
        threads.remove().run();
        assertThat(sent).containsExactly("Bearer t1", "Bearer t1");
        call();
        assertThat(sent).hasSize(3);
        assertThat(threads).isEmpty();
    }

    @Test
    void shouldFetchTheNextTokenBeforeThisOneExpiresAndNotHoldCallsMeanwhile() {
        call();
        threads.remove().run();
        pass(Duration.ofSeconds(48));
        call();
        assertThat(sent.getLast()).isEqualTo("Bearer t1");
        assertThat(threads).hasSize(1);
        call();
        assertThat(threads).hasSize(1);
        threads.remove().run();
        call();
        assertThat(sent.getLast()).isEqualTo("Bearer t2");
    }

    @Test
    void shouldGoOnWithTheTokenThatCountsWhileNoneCanBeFetched() {
        call();
        threads.remove().run();
        away = true;
        pass(Duration.ofSeconds(50));
        call();
        threads.remove().run();
        call();
        assertThat(sent.getLast()).isEqualTo("Bearer t1");
        assertThat(failed).isEmpty();
        assertThat(threads).isEmpty();
        pass(TokenCredentials.RETRY_AFTER);
        call();
        assertThat(threads).hasSize(1);
        threads.remove().run();
        pass(Duration.ofSeconds(10));
        call();
        threads.remove().run();
        assertThat(failed).hasSize(1);
    }

    @Test
    void shouldFailCallsSoThatTheyAreTriedAgainAndShowNothingOfTheReason() {
        away = true;
        call();
        threads.remove().run();
        assertThat(failed.getFirst().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(failed.getFirst().getDescription()).doesNotContain("marked-secret");
        away = false;
        call();
        assertThat(failed).hasSize(2);
        assertThat(threads).isEmpty();
        pass(TokenCredentials.RETRY_AFTER);
        call();
        threads.remove().run();
        assertThat(sent).containsExactly("Bearer t1");
    }

    @Test
    void shouldReadATokenFromAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "abc\n");
        assertThat(TokenSource.ofFile(file).fetch().value()).isEqualTo("abc");
        assertThat(TokenSource.ofFile(file).fetch().toString()).doesNotContain("abc");
        Files.writeString(file, "two words");
        assertThatThrownBy(() -> TokenSource.ofFile(file).fetch())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("two words");
    }

    private BearerToken fetch() throws IOException {
        if (away) {
            throw new IOException("marked-secret");
        }
        return new BearerToken("t" + ++fetched, Duration.ofSeconds(60));
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    @SuppressWarnings("NullAway") // the credentials look at neither
    private void call() {
        credentials.applyRequestMetadata(null, null, new CallCredentials.MetadataApplier() {
            @Override
            public void apply(Metadata headers) {
                sent.add(Objects.requireNonNull(headers.get(AUTHORIZATION)));
            }

            @Override
            public void fail(Status status) {
                failed.add(status);
            }
        });
    }
}
