package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.SetCalls;
import io.walgateway.it.system.Tables;
import io.walgateway.it.system.WalSystem;
import io.walgateway.proto.v1.Lifecycle;
import io.walgateway.proto.v1.PluginTarget;
import io.walgateway.proto.v1.SetState;
import io.walgateway.proto.v1.Target;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.testkit.component.Components;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Parts and markers that are wrong: each is refused by name, and leaves nothing behind. */
class BadSetsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PART_BYTES = 250 << 10;

    private final WalSystem system = WalSystem.running();
    private final String name = Components.uniqueName("bad");
    private final Gateway gateway = new Gateway(system);
    private final Tables tables = new Tables(system);
    private final SetCalls sets = new SetCalls(name, tables);

    @BeforeEach
    void serve() throws Exception {
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest())) {
            operator.put(
                    name,
                    NamespaceDocuments.sample("carts")
                            .replace("\"expiry\":\"10m\"", "\"expiry\":\"5s\",\"bytes-max\":\"1MiB\""));
        }
        gateway.awaitServed(name);
    }

    @AfterEach
    void close() {
        gateway.close();
        tables.close();
    }

    @Test
    void shouldRefuseWhatNeverBelongsToASetAndStoreNothing() {
        refused(sets.row("s", 10_000), "batch_part.sequence: 10000", "sets.parts-max");
        refused(sets.marker("s", 10_001), "batch_part.parts_total: 10001", "sets.parts-max");
        refused(sets.row("a b", 0), "batch_part.batch_id");
        refused(sets.row("s", 0).setLifecycle(delay()), "lifecycle.delay");
        refused(sets.row("s", 0).setTarget(Target.newBuilder()), "target");
        refused(
                sets.row("s", 0)
                        .setTarget(Target.newBuilder()
                                .setPlugin(PluginTarget.newBuilder().setType("fax"))),
                "target.plugin.type",
                "fax");
        refused(sets.row("s", 0).setPayload(ByteString.copyFrom(new byte[256 << 10])), "payload: 262144 bytes");
        refused(sets.marker("s", 1).setPayload(ByteString.copyFromUtf8("x")), "payload");
        incomplete(sets.marker("s", 2), "lacks 0, 1");
        assertThat(tables.stored("set/" + name + "/")).isEmpty();
    }

    @Test
    void shouldRefuseWhatContradictsASetAndLeaveNothing() {
        gateway.awaitTrue(sets.row("gaps", 0).build(), PATIENCE);
        gateway.awaitTrue(sets.row("gaps", 3).build(), PATIENCE);
        incomplete(sets.marker("gaps", 5), "lacks 1, 2, 4");
        refused(sets.marker("gaps", 4), "batch_part.parts_total: 4 (expected: 5");
        refused(sets.row("gaps", 5), "batch_part.sequence: 5", "0 to 4");
        refused(sets.row("gaps", 0, "{\"id\": \"other\"}"), "batch_part.sequence: 0 with the checksum");
        refused(sets.row("gaps", 1).clearTarget(), "target: absent");

        for (int part = 0; part < 5; part++) {
            String row = "{\"id\": \"large-%d\", \"value\": \"%s\"}".formatted(part, "x".repeat(PART_BYTES));
            gateway.awaitTrue(sets.row("large", part, row).build(), PATIENCE);
        }
        refused(sets.marker("large", 5), "at most 1048576 bytes in all parts together");
        await("each set to expire, but for its note")
                .atMost(PATIENCE)
                .until(
                        () -> tables.stored("set/" + name + "/"),
                        stored -> stored.stream().allMatch(item -> item.matches("set/[^/]+/(gaps|large) 0")));
        assertThat(tables.count()).isZero();
    }

    @Test
    void shouldRefuseWhatComesAfterTheSealAndAnIdThatWasUsed() {
        gateway.awaitTrue(sets.row("s", 0).build(), PATIENCE);
        gateway.awaitTrue(sets.marker("s", 1).build(), PATIENCE);
        StatusRuntimeException late = refusal(sets.row("s", 1));
        assertThat(late.getStatus().getDescription()).containsAnyOf("has 1 parts", "a set that was applied");
        await().atMost(PATIENCE)
                .until(() -> gateway.set(name, "s").getState(), state -> state == SetState.SET_STATE_APPLIED);
        refused(sets.row("s", 0), "batch_part.batch_id: s of a set that was applied", "an id that was never used");
        refused(sets.row("s", 1), "batch_part.batch_id: s of a set that was applied");
        refused(sets.marker("s", 2), "batch_part.parts_total: 2 (expected: 1");
        assertThat(tables.ids(Tables.TABLE)).containsExactly("s-0");
        await("the removal of its parts")
                .atMost(PATIENCE)
                .until(
                        () -> tables.stored("set/" + name + "/"),
                        stored ->
                                stored.stream().noneMatch(item -> item.contains("/parts ") || item.contains("/list ")));
    }

    private static Lifecycle.Builder delay() {
        return Lifecycle.newBuilder()
                .setDelay(com.google.protobuf.Duration.newBuilder().setSeconds(5));
    }

    private void refused(WriteToLogRequest.Builder request, String... told) {
        StatusRuntimeException refusal = refusal(request);
        assertThat(refusal.getStatus().getCode()).as(refusal.toString()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refusal.getStatus().getDescription()).contains(told);
    }

    private void incomplete(WriteToLogRequest.Builder request, String told) {
        StatusRuntimeException refusal = refusal(request);
        assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(refusal.getStatus().getDescription()).contains(told);
    }

    private StatusRuntimeException refusal(WriteToLogRequest.Builder request) {
        StatusRuntimeException refusal =
                catchThrowableOfType(StatusRuntimeException.class, () -> gateway.write(request.build()));
        assertThat(refusal).as("a refusal of %s", request.getBatchPart()).isNotNull();
        return refusal;
    }
}
