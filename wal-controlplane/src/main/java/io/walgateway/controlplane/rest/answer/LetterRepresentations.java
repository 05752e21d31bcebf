package io.walgateway.controlplane.rest.answer;

import io.walgateway.controlplane.letter.AuditEntry;
import io.walgateway.controlplane.letter.FilterJson;
import io.walgateway.controlplane.letter.Letter;
import io.walgateway.controlplane.letter.LetterAction;
import io.walgateway.controlplane.letter.LetterContent;
import io.walgateway.controlplane.letter.LetterEdit;
import io.walgateway.controlplane.letter.LetterPage;
import io.walgateway.controlplane.letter.LetterState;
import io.walgateway.controlplane.letter.WholeLetter;
import io.walgateway.controlplane.rest.request.JsonBody;
import io.walgateway.controlplane.revision.Signature;
import io.walgateway.controlplane.store.Page;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.message.TargetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Dead letters as JSON. */
public final class LetterRepresentations {

    private final JsonMapper json;
    private final FilterJson filters;

    public LetterRepresentations(JsonMapper json) {
        this.json = json.rebuild()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        this.filters = new FilterJson(json);
    }

    public ObjectNode list(LetterPage letters, Map<LetterState, Long> counts) {
        ObjectNode node = json.createObjectNode();
        ArrayNode items = node.putArray("dead_letters");
        letters.page().items().forEach(letter -> items.add(letter(letter)));
        letters.page().next().ifPresent(next -> node.put("next", Long.parseLong(next)));
        node.put("total", letters.total()).put("total_exact", letters.countedAll());
        ObjectNode states = node.putObject("states");
        for (LetterState state : LetterState.values()) {
            states.put(state.text(), counts.getOrDefault(state, 0L));
        }
        return node;
    }

    public ObjectNode whole(WholeLetter whole) {
        ObjectNode node = letter(whole.letter());
        LetterContent content = LetterContent.of(whole);
        content.claim()
                .ifPresentOrElse(claim -> node.set("claim", claim(claim)), () -> payload(node, content.payload()));
        content.ownTarget().ifPresent(target -> node.set("own_target", target(target)));
        content.expiry().ifPresent(expiry -> node.put("expiry", expiry.toString()));
        text(node, "origin_region", content.originRegion());
        text(node, "trace_parent", content.trace().parent());
        text(node, "trace_state", content.trace().state());
        node.put("record", Base64.getEncoder().encodeToString(whole.record().unsafeArray()));
        whole.edit().ifPresent(edit -> node.set("edit", edit(edit)));
        return node;
    }

    public ObjectNode redriven(WholeLetter whole, boolean expiryDropped) {
        return whole(whole).put("expiry_dropped", expiryDropped);
    }

    public ObjectNode action(LetterAction action) {
        LetterAction.Progress progress = action.progress();
        ObjectNode node = json.createObjectNode()
                .put("id", action.id())
                .put("namespace", action.namespace())
                .put("kind", action.kind().text())
                .put("state", action.state().text());
        ObjectNode filter = node.putObject("filter");
        filters.parts(action.filter()).forEach(filter::put);
        action.rate().ifPresent(rate -> node.put("rate", rate));
        node.put("matched", progress.matched()).put("done", progress.done()).put("failed", progress.failed());
        if (action.state() == LetterAction.State.DONE) {
            node.put("left_out", progress.leftOut());
        }
        node.put("expiries_dropped", progress.expiriesDropped());
        text(node, "trouble", progress.trouble());
        node.put("started", action.started().toString());
        action.ended().ifPresent(ended -> node.put("ended", ended.toString()));
        return signed(node, action.by());
    }

    public ObjectNode actions(Page<LetterAction> page) {
        ObjectNode node = json.createObjectNode();
        ArrayNode items = node.putArray("actions");
        page.items().forEach(action -> items.add(action(action)));
        page.next().ifPresent(next -> node.put("next", Long.parseLong(next)));
        return node;
    }

    public ObjectNode audit(Page<AuditEntry> page) {
        ObjectNode node = json.createObjectNode();
        ArrayNode items = node.putArray("entries");
        page.items().forEach(entry -> {
            ObjectNode item = json.createObjectNode()
                    .put("id", entry.id())
                    .put("time", entry.at().toString())
                    .put("what", entry.what());
            entry.letter().ifPresent(letter -> item.put("dead_letter", letter));
            entry.action().ifPresent(action -> item.put("action", action));
            items.add(signed(item.put("detail", entry.detail()), entry.by()));
        });
        page.next().ifPresent(next -> node.put("next", Long.parseLong(next)));
        return node;
    }

    private ObjectNode letter(Letter letter) {
        Letter.Cause why = letter.why();
        ObjectNode node = json.createObjectNode()
                .put("id", letter.id())
                .put("message_id", letter.messageId().toString())
                .put("state", letter.state().text())
                .put("target", why.target())
                .put("reason", why.reason().text())
                .put("error", why.error())
                .put("attempts", why.attempts());
        time(node, "first_attempt", why.firstAttempt());
        time(node, "last_attempt", why.lastAttempt());
        text(letter.key())
                .ifPresentOrElse(key -> node.put("key", key), () -> node.put("key_base64", base64(letter.key())));
        node.put("write_time", letter.writeTime().toString())
                .put("dead_lettered", letter.deadLettered().toString())
                .put("payload_bytes", letter.payloadBytes())
                .put("origin", why.origin());
        text(node, "region", why.region());
        node.put("edited", letter.edited());
        letter.settlement().ifPresent(settlement -> {
            ObjectNode settled =
                    node.putObject("settled").put("time", settlement.at().toString());
            signed(settled, settlement.by());
            settlement.action().ifPresent(action -> settled.put("action", action));
        });
        return node;
    }

    private ObjectNode edit(LetterEdit edit) {
        ObjectNode node = json.createObjectNode();
        edit.change().payload().ifPresent(payload -> payload(node, payload));
        edit.change().recipient().ifPresent(recipient -> node.put("target", recipient));
        edit.change().target().ifPresent(target -> node.set("target", target(target)));
        return signed(node, edit.by()).put("time", edit.at().toString());
    }

    private void payload(ObjectNode node, Bytes payload) {
        node.put("payload", base64(payload));
        text(payload).ifPresent(text -> {
            node.put("payload_text", text);
            if (JsonBody.isJson(text)) {
                node.putRawValue("payload_json", new RawValue(text));
            }
        });
    }

    private ObjectNode claim(ClaimCheck claim) {
        return json.createObjectNode()
                .put("storage", claim.place().toString())
                .put("key", claim.key())
                .put("bytes", claim.bytes())
                .put("kept_until", claim.expiry().toString());
    }

    private ObjectNode target(TargetAddress address) {
        ObjectNode node = json.createObjectNode().put("type", address.type());
        ObjectNode properties = node.putObject("properties");
        address.properties().forEach(properties::put);
        return node;
    }

    private static void time(ObjectNode node, String name, Optional<Instant> time) {
        time.ifPresent(given -> node.put(name, given.toString()));
    }

    private static void text(ObjectNode node, String name, String text) {
        if (!text.isEmpty()) {
            node.put(name, text);
        }
    }

    private static ObjectNode signed(ObjectNode node, Signature by) {
        return node.put("author", by.author()).put("why", by.reason());
    }

    private static String base64(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.unsafeArray());
    }

    /** Empty if the bytes are not UTF-8. */
    private static Optional<String> text(Bytes bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.unsafeArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
