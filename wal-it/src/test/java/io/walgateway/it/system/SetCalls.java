package io.walgateway.it.system;

import com.google.protobuf.ByteString;
import io.walgateway.proto.v1.BatchPart;
import io.walgateway.proto.v1.CassandraTarget;
import io.walgateway.proto.v1.Target;
import io.walgateway.proto.v1.WriteToLogRequest;

/**
 * Requests for the mutation sets of one namespace.
 *
 * @param tables the keyspace to which parts go
 */
public record SetCalls(String namespace, Tables tables) {

    /** A part that is a row of {@link Tables#TABLE}. */
    public WriteToLogRequest.Builder row(String set, int sequence, String row) {
        return Gateway.request(namespace, row)
                .setTarget(Target.newBuilder()
                        .setCassandra(CassandraTarget.newBuilder()
                                .setKeyspace(tables.keyspace())
                                .setTable(Tables.TABLE)))
                .setBatchPart(BatchPart.newBuilder().setBatchId(set).setSequence(sequence));
    }

    /** The same with an id of its own, and any value. */
    public WriteToLogRequest.Builder row(String set, int sequence) {
        return row(set, sequence, "{\"id\": \"%s-%d\", \"value\": \"x\"}".formatted(set, sequence));
    }

    public WriteToLogRequest.Builder marker(String set, int total) {
        return Gateway.request(namespace, "")
                .setOrderingKey(ByteString.copyFromUtf8(set))
                .setBatchPart(BatchPart.newBuilder().setBatchId(set).setPartsTotal(total));
    }
}
