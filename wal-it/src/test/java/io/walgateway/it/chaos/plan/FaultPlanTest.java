package io.walgateway.it.chaos.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.it.chaos.plan.FaultKind.Victims;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final List<String> PROCESSES = List.of("broker-1", "broker-2", "server-1", "postgres");
    private static final List<String> CONNECTIONS = List.of("clients-server-1", "servers-broker-1", "servers-broker-2");
    private static final List<String> TARGETS = List.of("renamed", "retyped");
    private static final int STEPS = 1_000;

    @Test
    void shouldDoTheSameForTheSameSeed() {
        Set<FaultKind> all = EnumSet.allOf(FaultKind.class);
        assertThat(steps(7, all)).isEqualTo(steps(7, all)).isNotEqualTo(steps(8, all));
    }

    @Test
    void shouldNeverHitTwoBrokersAtOnce() {
        assertThat(steps(7, EnumSet.allOf(FaultKind.class)))
                .allMatch(step ->
                        step.faults().stream().filter(PlannedFault::hitsABroker).count() <= 1)
                .anyMatch(step -> step.faults().size() == 2);
    }

    @Test
    void shouldHitEveryProcessAndConnectionWithWhatFitsIt() {
        List<PlannedFault> faults = steps(7, EnumSet.allOf(FaultKind.class)).stream()
                .flatMap(step -> step.faults().stream())
                .toList();
        assertThat(faults)
                .extracting(PlannedFault::victim)
                .hasSameElementsAs(Stream.of(PROCESSES, CONNECTIONS, TARGETS, List.of("brokers"))
                        .flatMap(List::stream)
                        .toList());
        assertThat(faults)
                .filteredOn(fault -> fault.kind().victims() == Victims.CONNECTIONS)
                .allMatch(fault -> CONNECTIONS.contains(fault.victim()));
        assertThat(faults)
                .filteredOn(fault -> fault.kind() == FaultKind.KILL)
                .allMatch(fault -> PROCESSES.contains(fault.victim()));
    }

    @Test
    void shouldReplaceATargetWhileSomethingElseIsWrong() {
        assertThat(steps(7, EnumSet.allOf(FaultKind.class)))
                .filteredOn(step -> step.faults().stream().anyMatch(fault -> fault.kind() == FaultKind.RETARGET))
                .isNotEmpty()
                .allMatch(step -> step.faults().size() == 2)
                .allMatch(step ->
                        step.faults().stream().anyMatch(fault -> fault.kind().victims() != Victims.TARGETS));
        assertThat(steps(7, EnumSet.of(FaultKind.RETARGET)))
                .allMatch(step -> step.faults().size() == 1);
    }

    @Test
    void shouldKeepToTheKindsThatAreAskedFor() {
        assertThat(steps(7, EnumSet.of(FaultKind.CUT, FaultKind.PAUSE)))
                .flatExtracting(FaultPlan.Step::faults)
                .extracting(PlannedFault::kind)
                .containsOnly(FaultKind.CUT, FaultKind.PAUSE);
        assertThat(steps(7, EnumSet.of(FaultKind.ALL_BROKERS)))
                .flatExtracting(FaultPlan.Step::faults)
                .extracting(PlannedFault::kind)
                .containsOnly(FaultKind.ALL_BROKERS);
    }

    private static List<FaultPlan.Step> steps(long seed, Set<FaultKind> kinds) {
        FaultPlan plan = new FaultPlan(
                seed,
                kinds,
                Map.of(Victims.PROCESSES, PROCESSES, Victims.CONNECTIONS, CONNECTIONS, Victims.TARGETS, TARGETS));
        return Stream.generate(plan::next).limit(STEPS).toList();
    }
}
