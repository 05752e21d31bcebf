package io.walgateway.it.fuzz;

import io.walgateway.it.system.WalSystem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bytes of strangers at the ports of a server and a control plane: each gets an answer, and none is an exception. */
class FuzzIT {
    private static final int CHANGED = 60;

    private final WalSystem system = WalSystem.running();

    @ParameterizedTest
    @EnumSource(
            value = FuzzedPlace.class,
            names = {"CALLS", "CONNECTIONS", "REST"})
    void shouldAnswer(FuzzedPlace place) throws Exception {
        try (FuzzTarget target = place.open(new FuzzedProcesses(system.grpcPort(), system.rest()))) {
            FuzzInputs.feed(place, target, CHANGED);
        }
    }
}
