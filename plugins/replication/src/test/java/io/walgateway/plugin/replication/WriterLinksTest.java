package io.walgateway.plugin.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WriterLinksTest {
    private WriterLink take(WriterLinks links, String address) {
        return links.take(address).orElseThrow();
    }

    @Test
    void shouldShareTheConnectionToAnAddress() {
        try (WriterLinks links = new WriterLinks(Optional.empty())) {
            assertThat(take(links, "127.0.0.1:1"))
                    .isSameAs(take(links, "127.0.0.1:1"))
                    .isNotSameAs(take(links, "[::1]:1"));
        }
    }

    @Test
    void shouldHaveNoMoreThanItMayAndCloseNoneInUse() {
        try (WriterLinks links = new WriterLinks(Optional.empty())) {
            List<WriterLink> used = new ArrayList<>();
            for (int port = 1; port <= WriterLinks.LINKS_MAX; port++) {
                used.add(take(links, "127.0.0.1:" + port));
            }
            assertThat(links.take("127.0.0.1:999")).isEmpty();
            assertThat(links.take("127.0.0.1:7")).contains(used.get(6));
            links.release(used.get(2));
            assertThat(links.take("127.0.0.1:999")).isPresent();
            assertThat(links.take("127.0.0.1:3")).isEmpty();
        }
    }

    @Test
    void shouldGiveNoneAfterItsEnd() {
        WriterLinks links = new WriterLinks(Optional.empty());
        links.close();
        assertThat(links.take("127.0.0.1:1")).isEmpty();
    }
}
