package io.walgateway.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PresentedTest {

    @Test
    void shouldTakeTheLinesOfAFieldForOneListInTheirOrder() {
        assertThat(Presented.joined(List.of("URI=spiffe://mesh/forged", "URI=spiffe://mesh/a")))
                .contains("URI=spiffe://mesh/forged,URI=spiffe://mesh/a");
        assertThat(Presented.joined(List.of(""))).contains("");
        assertThat(Presented.joined(List.of())).isEmpty();
        assertThat(Presented.joined(null)).isEmpty();
    }
}
