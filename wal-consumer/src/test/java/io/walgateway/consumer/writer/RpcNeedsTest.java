package io.walgateway.consumer.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.MethodDescriptor;
import io.walgateway.core.identity.Permission;
import io.walgateway.proto.v1.WriterServiceGrpc;
import io.walgateway.runtime.grpc.RpcNeed;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What callers need for each rpc of a writer. A new rpc needs a line here; without one, no caller may use it. */
class RpcNeedsTest {
    @Test
    void shouldListWhatEachRpcNeeds() {
        assertThat(ApplyService.NEEDS).isEqualTo(Map.of("wal.v1.WriterService/Apply", RpcNeed.oneOf(Permission.APPLY)));
        assertThat(WriterServiceGrpc.getServiceDescriptor().getMethods())
                .extracting(MethodDescriptor::getFullMethodName)
                .containsExactlyInAnyOrderElementsOf(ApplyService.NEEDS.keySet());
    }
}
