package io.walgateway.cli.kv;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.walgateway.cli.terminal.Table;
import io.walgateway.cli.terminal.Terminal;
import io.walgateway.proto.kv.v1.IdentifiedItem;
import io.walgateway.proto.kv.v1.Item;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows items. */
final class ItemText {

    private ItemText() {}

    static void show(List<IdentifiedItem> items, boolean json, Terminal terminal) {
        if (json) {
            ArrayNode all = JsonMapper.shared().createArrayNode();
            items.forEach(item -> all.add(node(item)));
            terminal.json(all);
            return;
        }
        Table table = new Table("ID", "KEY", "VALUE", "METADATA", "WRITTEN");
        for (IdentifiedItem each : items) {
            Item item = each.getItem();
            table.row(
                    each.getId(),
                    text(item.getKey()),
                    text(item.getValue()),
                    item.getMetadataMap().isEmpty() ? "" : item.getMetadataMap(),
                    time(item.getWriteTime()));
        }
        terminal.say(items.isEmpty() ? "no items" : table.toString());
    }

    /** UTF-8 as it is, other bytes in Base64. */
    static String text(ByteString bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return "base64:" + Base64.getEncoder().encodeToString(bytes.toByteArray());
        }
    }

    private static ObjectNode node(IdentifiedItem each) {
        Item item = each.getItem();
        ObjectNode node = JsonMapper.shared()
                .createObjectNode()
                .put("id", each.getId())
                .put("key", text(item.getKey()))
                .put("value", text(item.getValue()))
                .put("write_time", time(item.getWriteTime()));
        if (item.hasExpireTime()) {
            node.put("expire_time", time(item.getExpireTime()));
        }
        item.getMetadataMap().forEach(node.putObject("metadata")::put);
        return node;
    }

    private static String time(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).toString();
    }
}
