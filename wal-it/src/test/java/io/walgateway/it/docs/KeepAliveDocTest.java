package io.walgateway.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How often a client may ping, and how often both sides do, stands in the documents as it is in the code. */
class KeepAliveDocTest {
    private static final String ENDPOINT = "wal-runtime/src/main/java/io/walgateway/runtime/grpc/GrpcPort.java";
    private static final String CLIENT = "wal-client/src/main/java/io/walgateway/client/WalClientBuilder.java";

    private final Checkout checkout = Checkout.here();

    @Test
    void shouldSayWhatTheServerPermits() {
        assertThat(checkout.text("docs/process-settings.md").replaceAll("\\s+", " "))
                .contains("every %s s or less often, also while no call is open"
                        .formatted(seconds(ENDPOINT, "KEEP_ALIVE_PERMITTED")))
                .contains("after %s s without traffic".formatted(seconds(ENDPOINT, "KEEP_ALIVE")))
                .contains("within %s s".formatted(seconds(ENDPOINT, "KEEP_ALIVE_TIMEOUT")));
    }

    @Test
    void shouldSayHowOftenTheClientPings() {
        int permitted = Integer.parseInt(seconds(ENDPOINT, "KEEP_ALIVE_PERMITTED"));
        String every = seconds(CLIENT, "KEEP_ALIVE");
        assertThat(Integer.parseInt(every)).isGreaterThanOrEqualTo(permitted);
        assertThat(checkout.text("docs/client.md"))
                .contains("pings every %s s".formatted(every))
                .contains("every %d s".formatted(permitted));
    }

    private String seconds(String file, String constant) {
        Matcher found = Pattern.compile(constant + " = Duration\\.ofSeconds\\((\\d+)\\)")
                .matcher(checkout.text(file));
        assertThat(found.find()).as("%s in %s", constant, file).isTrue();
        return found.group(1);
    }
}
