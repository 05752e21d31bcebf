package io.walgateway.plugin.dynamodb;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.storage.DurableStorage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The items in one table. DynamoDB deletes expired items at some later time; until then, they are left out here. */
final class DynamoDbStorage implements DurableStorage {
    static final String CONTENT = "content";

    private static final Duration DELETION_PATIENCE = Duration.ofSeconds(60);
    /** The most deletions that one request may have. */
    private static final int DELETED_AT_ONCE = 25;

    private final Requests requests;
    private final String table;
    private final InstantSource clock;

    DynamoDbStorage(Requests requests, String table, InstantSource clock) {
        this.requests = requests;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Void> put(String key, int number, Bytes content, Instant expiry) {
        Map<String, AttributeValue> item = item(key, number, content, expiry);
        return requests.make(call -> call.client()
                        .putItem(put -> put.tableName(table).item(item).overrideConfiguration(call.bounded())))
                .thenAccept(_ -> {});
    }

    @Override
    public CompletionStage<Optional<Bytes>> putIfAbsent(String key, int number, Bytes content, Instant expiry) {
        Condition absent = new Condition("attribute_not_exists(#k) OR #e <= :now", Map.of(":now", now()));
        return requests.make(call -> put(call, item(key, number, content, expiry), absent)
                .map(present -> Objects.requireNonNull(contentOf(present))));
    }

    @Override
    public CompletionStage<Boolean> replace(String key, int number, Bytes expected, Bytes content, Instant expiry) {
        Condition asExpected = new Condition(
                "attribute_exists(#k) AND #e > :now AND #c = :expected",
                Map.of(":now", now(), ":expected", binary(expected)));
        return requests.make(call -> put(call, item(key, number, content, expiry), asExpected)
                .map(present -> isThere(present) && content.equals(contentOf(present)))
                .orElse(true));
    }

    @Override
    public CompletionStage<Void> remove(String key, int number) {
        Map<String, AttributeValue> at = at(key, number);
        return requests.make(call -> call.client()
                        .deleteItem(one -> one.tableName(table).key(at).overrideConfiguration(call.bounded())))
                .thenAccept(_ -> {});
    }

    private record Condition(String expression, Map<String, AttributeValue> values) {
        /** The names that the expression uses. */
        Map<String, String> names() {
            return Map.of("#k", TablePlan.KEY, "#e", TablePlan.EXPIRY, "#c", CONTENT).entrySet().stream()
                    .filter(name -> expression.contains(name.getKey()))
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    /** Empty if the condition held; otherwise the item, which stays. */
    private Optional<Map<String, AttributeValue>> put(
            Requests.Call call, Map<String, AttributeValue> item, Condition condition) {
        try {
            call.client()
                    .putItem(put -> put.tableName(table)
                            .item(item)
                            .conditionExpression(condition.expression())
                            .expressionAttributeNames(condition.names())
                            .expressionAttributeValues(condition.values())
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                            .overrideConfiguration(call.bounded()));
            return Optional.empty();
        } catch (ConditionalCheckFailedException e) {
            return Optional.of(e.hasItem() ? e.item() : Map.of());
        }
    }

    @Override
    public CompletionStage<Optional<Bytes>> get(String key, int number) {
        Map<String, AttributeValue> at = at(key, number);
        return requests.make(call -> get(call, at))
                .thenApply(answer -> answer.hasItem() && isThere(answer.item())
                        ? Optional.ofNullable(contentOf(answer.item()))
                        : Optional.empty());
    }

    @Override
    public CompletionStage<List<Integer>> numbers(String key) {
        AttributeValue partition = text(key);
        return requests.make(call -> all(call, partition).stream()
                .filter(this::isThere)
                .map(DynamoDbStorage::numberOf)
                .toList());
    }

    @Override
    public CompletionStage<Void> delete(String key) {
        AttributeValue partition = text(key);
        return requests.make(DELETION_PATIENCE, call -> {
                    List<Integer> numbers = all(call, partition).stream()
                            .map(DynamoDbStorage::numberOf)
                            .toList();
                    for (int from = 0; from < numbers.size(); from += DELETED_AT_ONCE) {
                        delete(call, key, numbers.subList(from, Math.min(from + DELETED_AT_ONCE, numbers.size())));
                    }
                    return numbers;
                })
                .thenAccept(_ -> {});
    }

    /** A table that does not exist has no items. */
    private GetItemResponse get(Requests.Call call, Map<String, AttributeValue> at) {
        try {
            return call.client()
                    .getItem(get ->
                            get.tableName(table).key(at).consistentRead(true).overrideConfiguration(call.bounded()));
        } catch (ResourceNotFoundException e) {
            return GetItemResponse.builder().build();
        }
    }

    /** Number and expiry of all items, ascending by number. */
    private List<Map<String, AttributeValue>> all(Requests.Call call, AttributeValue partition) {
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("#k = :k")
                .projectionExpression("#n, #e")
                .expressionAttributeNames(Map.of("#k", TablePlan.KEY, "#n", TablePlan.NUMBER, "#e", TablePlan.EXPIRY))
                .expressionAttributeValues(Map.of(":k", partition))
                .consistentRead(true)
                .overrideConfiguration(call.bounded())
                .build();
        try {
            call.client().queryPaginator(query).items().forEach(found::add);
        } catch (ResourceNotFoundException e) {
            return List.of();
        }
        return found;
    }

    private void delete(Requests.Call call, String key, List<Integer> numbers) {
        List<WriteRequest> deletions = numbers.stream()
                .map(number -> WriteRequest.builder()
                        .deleteRequest(delete -> delete.key(at(key, number)))
                        .build())
                .toList();
        List<WriteRequest> left = call.client()
                .batchWriteItem(
                        batch -> batch.requestItems(Map.of(table, deletions)).overrideConfiguration(call.bounded()))
                .unprocessedItems()
                .getOrDefault(table, List.of());
        // Unprocessed deletions go one by one; the SDK itself slows these requests down and retries them.
        left.forEach(deletion -> call.client()
                .deleteItem(one -> one.tableName(table)
                        .key(deletion.deleteRequest().key())
                        .overrideConfiguration(call.bounded())));
    }

    private boolean isThere(Map<String, AttributeValue> item) {
        AttributeValue expiry = item.get(TablePlan.EXPIRY);
        return expiry == null || clock.instant().getEpochSecond() < Long.parseLong(expiry.n());
    }

    private static Map<String, AttributeValue> item(String key, int number, Bytes content, Instant expiry) {
        DurableStorage.requireNumber(number);
        DurableStorage.requireContent(content);
        return Map.of(
                TablePlan.KEY,
                text(key),
                TablePlan.NUMBER,
                number(number),
                CONTENT,
                binary(content),
                TablePlan.EXPIRY,
                number(seconds(expiry)));
    }

    private static AttributeValue binary(Bytes content) {
        return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(content.unsafeArray()));
    }

    private static @Nullable Bytes contentOf(Map<String, AttributeValue> item) {
        AttributeValue content = item.get(CONTENT);
        return content == null ? null : Bytes.wrap(content.b().asByteArrayUnsafe());
    }

    private AttributeValue now() {
        return number(clock.instant().getEpochSecond());
    }

    private static int numberOf(Map<String, AttributeValue> item) {
        return Integer.parseInt(
                Objects.requireNonNull(item.get(TablePlan.NUMBER)).n());
    }

    private static Map<String, AttributeValue> at(String key, int number) {
        DurableStorage.requireNumber(number);
        return Map.of(TablePlan.KEY, text(key), TablePlan.NUMBER, number(number));
    }

    private static AttributeValue text(String key) {
        DurableStorage.requireKey(key);
        return AttributeValue.fromS(key);
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    /** Rounded up: the item exists at least until its expiry. */
    private static long seconds(Instant expiry) {
        return expiry.getNano() == 0 ? expiry.getEpochSecond() : expiry.getEpochSecond() + 1;
    }
}
