package io.walgateway.cli.write;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats a refusal with everything that the server said about it. */
public final class RefusalText {

    private RefusalText() {}

    /** Shows each flaw once, even if the description says it already. */
    public static String of(StatusRuntimeException refusal) {
        String description = String.valueOf(refusal.getStatus().getDescription());
        Status status = StatusProto.fromThrowable(refusal);
        List<Any> details = status == null ? List.of() : status.getDetailsList();
        return Stream.concat(
                        Stream.of(refusal.getStatus().getCode() + ": " + description),
                        details.stream().flatMap(RefusalText::detail).filter(detail -> !description.contains(detail)))
                .collect(Collectors.joining("\n     "));
    }

    private static Stream<String> detail(Any detail) {
        try {
            if (detail.is(BadRequest.class)) {
                return detail.unpack(BadRequest.class).getFieldViolationsList().stream()
                        .map(violation -> violation.getField() + ": " + violation.getDescription());
            }
            if (detail.is(RetryInfo.class)) {
                return Stream.of("try again after "
                        + detail.unpack(RetryInfo.class).getRetryDelay().getSeconds() + " s");
            }
            return Stream.empty();
        } catch (InvalidProtocolBufferException unreadable) {
            return Stream.empty();
        }
    }
}
