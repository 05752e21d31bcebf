package io.walgateway.it.chaos.load;

import com.google.protobuf.ByteString;
import io.walgateway.proto.v1.BatchPart;
import io.walgateway.proto.v1.WriteToLogRequest;

/** A mutation set of {@link SetsNamespace}: the number-th one of its key. */
record OneSet(String key, long number, int parts) {

    String id() {
        return key + "." + number;
    }

    WriteToLogRequest part(int sequence) {
        return request(BatchPart.newBuilder().setSequence(sequence))
                .setPayload(ByteString.copyFromUtf8(id() + "/" + sequence))
                .build();
    }

    WriteToLogRequest marker() {
        return request(BatchPart.newBuilder().setPartsTotal(parts)).build();
    }

    private WriteToLogRequest.Builder request(BatchPart.Builder part) {
        return WriteToLogRequest.newBuilder()
                .setNamespace(SetsNamespace.NAME)
                .setOrderingKey(ByteString.copyFromUtf8(key))
                .setBatchPart(part.setBatchId(id()));
    }
}
