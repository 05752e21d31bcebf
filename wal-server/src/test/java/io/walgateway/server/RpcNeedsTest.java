package io.walgateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.MethodDescriptor;
import io.walgateway.core.identity.Permission;
import io.walgateway.proto.v1.WalServiceGrpc;
import io.walgateway.runtime.grpc.RpcNeed;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What callers need for each rpc of the server. A new rpc needs a line here; without one, no caller may use it. */
class RpcNeedsTest {
    @Test
    void shouldListWhatEachRpcNeeds() {
        assertThat(WriteEndpoint.NEEDS)
                .isEqualTo(Map.of(
                        "wal.v1.WalService/WriteToLog", RpcNeed.oneOf(Permission.APPEND),
                        "wal.v1.WalService/WriteToLogStream", RpcNeed.oneOf(Permission.APPEND),
                        "wal.v1.WalService/GetSet", RpcNeed.oneOf(Permission.READ, Permission.APPEND)));
        assertThat(WalServiceGrpc.getServiceDescriptor().getMethods())
                .extracting(MethodDescriptor::getFullMethodName)
                .containsExactlyInAnyOrderElementsOf(WriteEndpoint.NEEDS.keySet());
    }
}
