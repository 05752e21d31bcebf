package io.walgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.Status;
import io.grpc.protobuf.StatusProto;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class WriteCommandTest {

    @Test
    void shouldMakeARequestOfTheArguments() {
        WriteCommand write = new WriteCommand(Terminal.system());
        new CommandLine(write)
                .parseArgs("orders", "{}", "--key", "o-1", "--delay", "1500ms", "--target-kafka", "elsewhere");

        var request = write.request();

        assertThat(request.getNamespace()).isEqualTo("orders");
        assertThat(request.getPayload().toStringUtf8()).isEqualTo("{}");
        assertThat(request.getOrderingKey().toStringUtf8()).isEqualTo("o-1");
        assertThat(request.getLifecycle().getDelay().getSeconds()).isEqualTo(1);
        assertThat(request.getLifecycle().getDelay().getNanos()).isEqualTo(500_000_000);
        assertThat(request.getTarget().getKafka().getTopic()).isEqualTo("elsewhere");
    }

    @Test
    void shouldNameTheFieldThatWasRefused() {
        var refusal = StatusProto.toStatusRuntimeException(Status.newBuilder()
                .setCode(Code.INVALID_ARGUMENT_VALUE)
                .setMessage("the request is refused")
                .addDetails(Any.pack(BadRequest.newBuilder()
                        .addFieldViolations(BadRequest.FieldViolation.newBuilder()
                                .setField("lifecycle.delay")
                                .setDescription("-5s (expected: >= 0s)"))
                        .build()))
                .build());

        assertThat(RefusalText.of(refusal))
                .isEqualTo("INVALID_ARGUMENT: the request is refused\n     lifecycle.delay: -5s (expected: >= 0s)");
    }
}
