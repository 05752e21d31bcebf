package io.walgateway.core.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.Message;
import io.walgateway.core.message.TraceContext;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassageTest {
    private final Passage inEurope = new Passage("eu");

    private static Message.Provenance from(String origin, String... hops) {
        return new Message.Provenance(origin, List.of(hops), List.of(), TraceContext.NONE, List.of());
    }

    @Test
    void shouldLetAWriteGoToEveryRegionButItsOrigin() {
        assertThat(inEurope.obstacle(from("eu", "eu"), "us")).isEmpty();
        assertThat(inEurope.obstacle(from("eu", "eu"), "eu")).contains("it originated in eu");
        assertThat(inEurope.obstacle(from("us", "us"), "us")).contains("it originated in us");
    }

    @Test
    void shouldTakeARecordOfAnExternalProducerAsOneOfThisRegion() {
        assertThat(inEurope.obstacle(Message.Provenance.NONE, "eu")).isPresent();
        assertThat(inEurope.obstacle(Message.Provenance.NONE, "us")).isEmpty();
    }

    @Test
    void shouldNotLetAWritePassARegionTwice() {
        assertThat(inEurope.obstacle(from("us", "us", "asia", "eu"), "asia")).contains("it came through asia");
        assertThat(inEurope.obstacle(from("us", "us", "eu"), "asia")).isEmpty();
    }

    @Test
    void shouldApplyHereAWriteThatCameFromElsewhere() {
        assertThat(inEurope.obstacle(from("us", "us", "eu"), "eu")).isEmpty();
    }

    /** Documents for EVCache write euwest1 for the region that the processes there call eu-west-1. */
    @Test
    void shouldRecogniseARegionWithAndWithoutHyphens() {
        Passage here = new Passage("eu-west-1");

        assertThat(here.obstacle(Message.Provenance.NONE, "euwest1")).contains("it originated in eu-west-1");
        assertThat(here.obstacle(from("us-east-1", "us-east-1"), "useast1")).isPresent();
        assertThat(here.obstacle(from("us-east-1", "us-east-1", "ap-south-1", "eu-west-1"), "apsouth1"))
                .isPresent();
        assertThat(here.obstacle(from("us-east-1", "us-east-1", "eu-west-1"), "euwest1"))
                .isEmpty();
        assertThat(here.leaving(from("us", "euwest1")).hops()).containsExactly("euwest1");
        assertThat(RegionNames.areSame("-", "")).isFalse();
        assertThat(RegionNames.areSame("eu-west-1", "eu-west-11")).isFalse();
    }

    @Test
    void shouldAddThisRegionToTheWayOfAWriteThatLeaves() {
        assertThat(inEurope.leaving(Message.Provenance.NONE)).isEqualTo(from("eu", "eu"));
        assertThat(inEurope.leaving(from("us", "us"))).isEqualTo(from("us", "us", "eu"));
        assertThat(inEurope.leaving(from("us", "us", "eu"))).isEqualTo(from("us", "us", "eu"));
        assertThat(new Passage("").leaving(from("us", "us"))).isEqualTo(from("us", "us"));
    }
}
