package io.walgateway.testkit.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;

class ComponentChoiceTest {
    @Test
    void shouldTakeContainersWhereAnEngineAnswers() {
        assertThat(ComponentChoice.of(null, () -> true)).isEqualTo(ComponentChoice.CONTAINERS);
    }

    @Test
    void shouldTakeProcessesWhereNoEngineAnswers() {
        assertThat(ComponentChoice.of(null, () -> false)).isEqualTo(ComponentChoice.PROCESSES);
    }

    @Test
    void shouldTakeWhatIsForcedWithoutAskingTheEngine() {
        assertThat(ComponentChoice.of("containers", ComponentChoiceTest::notToBeAsked))
                .isEqualTo(ComponentChoice.CONTAINERS);
        assertThat(ComponentChoice.of("processes", ComponentChoiceTest::notToBeAsked))
                .isEqualTo(ComponentChoice.PROCESSES);
    }

    @Test
    void shouldRefuseWhatIsNotKnown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ComponentChoice.of("docker", ComponentChoiceTest::notToBeAsked))
                .withMessageStartingWith("WAL_TEST_COMPONENTS: docker (expected: containers or processes");
    }

    private static boolean notToBeAsked() {
        return fail("the engine was asked");
    }
}
