package io.walgateway.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.local.port.FreePorts;
import io.walgateway.local.port.Loopback;
import io.walgateway.standalone.control.LinkOrder;
import io.walgateway.standalone.folder.Layout;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegionLinksTest {

    private final Layout layout = freeLayout();
    private final RegionLinks links = RegionLinks.open(layout);

    @AfterEach
    void close() {
        links.close();
    }

    @Test
    void shouldCutBothDirectionsAndHealThem() {
        assertThat(links.carryOut(order(LinkOrder.Kind.CUT, false))).isEqualTo("eu -> us: cut\nus -> eu: cut");
        assertThat(Loopback.isFree(layout.link("eu", "us"))).isTrue();
        assertThat(Loopback.isFree(layout.link("us", "eu"))).isTrue();

        assertThat(links.carryOut(order(LinkOrder.Kind.HEAL, false))).isEqualTo("eu -> us: open\nus -> eu: open");
        assertThat(Loopback.isFree(layout.link("eu", "us"))).isFalse();
    }

    @Test
    void shouldCutOneDirectionAlone() {
        links.carryOut(order(LinkOrder.Kind.CUT, true));

        assertThat(links.table().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly("FROM TO LINK", "eu us cut", "us eu open");
        assertThat(Loopback.isFree(layout.link("us", "eu"))).isFalse();
    }

    @Test
    void shouldSlowDownALinkThatWasCut() {
        links.carryOut(order(LinkOrder.Kind.CUT, false));

        assertThat(links.carryOut(order(LinkOrder.Kind.SLOW, true)))
                .isEqualTo("eu -> us: slow, 40ms each way, 80ms for a round trip");
        assertThat(Loopback.isFree(layout.link("eu", "us"))).isFalse();
    }

    @Test
    void shouldRefuseAnOrderThatMakesNoSense() {
        assertThatThrownBy(() -> new LinkOrder(LinkOrder.Kind.CUT, "eu", "eu", false, Duration.ZERO))
                .hasMessage("eu: the same region twice (expected: two regions)");
        assertThatThrownBy(() -> new LinkOrder(LinkOrder.Kind.SLOW, "eu", "us", false, Duration.ofHours(1)))
                .hasMessage("--delay: 1h (expected: 1ms to 1m)");
        assertThatThrownBy(() -> links.carryOut(new LinkOrder(LinkOrder.Kind.CUT, "eu", "uss", false, Duration.ZERO)))
                .hasMessageContaining("did you mean us?");
        assertThat(links.table()).doesNotContain("cut");
    }

    private static LinkOrder order(LinkOrder.Kind kind, boolean oneWay) {
        Duration delay = kind == LinkOrder.Kind.SLOW ? Duration.ofMillis(40) : Duration.ZERO;
        return new LinkOrder(kind, "eu", "us", oneWay, delay);
    }

    private static Layout freeLayout() {
        while (true) {
            Layout layout = new Layout(FreePorts.next(), List.of("eu", "us"));
            if (Loopback.isFree(layout.link("eu", "us")) && Loopback.isFree(layout.link("us", "eu"))) {
                return layout;
            }
        }
    }
}
