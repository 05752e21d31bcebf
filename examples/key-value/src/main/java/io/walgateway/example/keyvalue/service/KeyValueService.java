package io.walgateway.example.keyvalue.service;

import io.grpc.stub.StreamObserver;
import io.walgateway.example.keyvalue.mutate.Mutations;
import io.walgateway.example.keyvalue.request.Page;
import io.walgateway.proto.kv.v1.DeleteItemsRequest;
import io.walgateway.proto.kv.v1.DeleteItemsResponse;
import io.walgateway.proto.kv.v1.DescribeNamespaceRequest;
import io.walgateway.proto.kv.v1.DescribeNamespaceResponse;
import io.walgateway.proto.kv.v1.GetItemsRequest;
import io.walgateway.proto.kv.v1.GetItemsResponse;
import io.walgateway.proto.kv.v1.KeyValueServiceGrpc;
import io.walgateway.proto.kv.v1.MutateItemsRequest;
import io.walgateway.proto.kv.v1.MutateItemsResponse;
import io.walgateway.proto.kv.v1.PutItemsRequest;
import io.walgateway.proto.kv.v1.PutItemsResponse;
import io.walgateway.proto.kv.v1.QueryIndexRequest;
import io.walgateway.proto.kv.v1.QueryIndexResponse;
import io.walgateway.proto.kv.v1.ScanItemsRequest;
import io.walgateway.proto.kv.v1.ScanItemsResponse;
import io.walgateway.proto.kv.v1.Selection;

/** The gRPC service: one method, one line of intent. Requests run on the event loops, and nothing blocks there. */
final class KeyValueService extends KeyValueServiceGrpc.KeyValueServiceImplBase {
    private final Calls calls;
    private final Puts puts;
    private final Reads reads;
    private final Deletes deletes;
    private final Mutations mutations;
    private final Queries queries;
    private final Descriptions descriptions;

    KeyValueService(
            Calls calls,
            Puts puts,
            Reads reads,
            Deletes deletes,
            Mutations mutations,
            Queries queries,
            Descriptions descriptions) {
        this.calls = calls;
        this.puts = puts;
        this.reads = reads;
        this.deletes = deletes;
        this.mutations = mutations;
        this.queries = queries;
        this.descriptions = descriptions;
    }

    @Override
    public void putItems(PutItemsRequest request, StreamObserver<PutItemsResponse> answer) {
        calls.serve("PutItems", request, 0, answer, puts::put);
    }

    @Override
    public void getItems(GetItemsRequest request, StreamObserver<GetItemsResponse> answer) {
        calls.serve("GetItems", request, pageBytes(request.getSelection()), answer, reads::get);
    }

    @Override
    public void scanItems(ScanItemsRequest request, StreamObserver<ScanItemsResponse> answer) {
        calls.serve("ScanItems", request, pageBytes(request.getSelection()), answer, reads::scan);
    }

    @Override
    public void deleteItems(DeleteItemsRequest request, StreamObserver<DeleteItemsResponse> answer) {
        calls.serve("DeleteItems", request, 0, answer, deletes::delete);
    }

    @Override
    public void mutateItems(MutateItemsRequest request, StreamObserver<MutateItemsResponse> answer) {
        calls.serve("MutateItems", request, 0, answer, mutations::mutate);
    }

    @Override
    public void queryIndex(QueryIndexRequest request, StreamObserver<QueryIndexResponse> answer) {
        calls.serve("QueryIndex", request, pageBytes(request.getSelection()), answer, queries::query);
    }

    @Override
    public void describeNamespace(DescribeNamespaceRequest request, StreamObserver<DescribeNamespaceResponse> answer) {
        calls.serve("DescribeNamespace", request, 0, answer, descriptions::describe);
    }

    private static long pageBytes(Selection selection) {
        int asked = selection.getPageBytes();
        return asked <= 0 || asked > Page.BYTES_MAX ? Page.BYTES_DEFAULT : asked;
    }
}
