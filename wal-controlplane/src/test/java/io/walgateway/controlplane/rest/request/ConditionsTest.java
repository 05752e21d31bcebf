package io.walgateway.controlplane.rest.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.controlplane.revision.Precondition;
import io.walgateway.controlplane.revision.RefusedException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {

    @Test
    void shouldReadWhatTheHeadersAskFor() {
        assertThat(Conditions.of(Optional.empty(), Optional.empty())).isEqualTo(new Precondition.Always());
        assertThat(ifMatch("*")).isEqualTo(new Precondition.Present());
        assertThat(ifMatch("\"3\"")).isEqualTo(new Precondition.OneOf(Set.of(3L)));
        assertThat(ifMatch(" \"3\" , \"5\"")).isEqualTo(new Precondition.OneOf(Set.of(3L, 5L)));
        assertThat(ifNoneMatch("*")).isEqualTo(new Precondition.Absent());
        assertThat(ifNoneMatch("W/\"3\"")).isEqualTo(new Precondition.NoneOf(Set.of(3L)));
    }

    @Test
    void shouldNeverMatchATagThatIsWeakOrNoRevision() {
        assertThat(ifMatch("W/\"3\"")).isEqualTo(new Precondition.OneOf(Set.of()));
        assertThat(ifMatch("\"abc\"")).isEqualTo(new Precondition.OneOf(Set.of()));
        assertThat(ifMatch("\"03\"")).isEqualTo(new Precondition.OneOf(Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "", "\"3", "\"3\" \"4\"", "*, \"3\"", "w/\"3\""})
    void shouldRefuseWhatIsNoTag(String value) {
        assertThatThrownBy(() -> ifMatch(value))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("If-Match");
    }

    @Test
    void shouldKnowWhatAReaderHas() {
        assertThat(Conditions.has(Optional.of("\"3\""), 3)).isTrue();
        assertThat(Conditions.has(Optional.of("\"3\""), 4)).isFalse();
        assertThat(Conditions.has(Optional.of("*"), 4)).isTrue();
        assertThat(Conditions.has(Optional.empty(), 4)).isFalse();
    }

    private static Precondition ifMatch(String value) {
        return Conditions.of(Optional.of(value), Optional.empty());
    }

    private static Precondition ifNoneMatch(String value) {
        return Conditions.of(Optional.empty(), Optional.of(value));
    }
}
