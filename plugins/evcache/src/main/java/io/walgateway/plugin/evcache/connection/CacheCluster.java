package io.walgateway.plugin.evcache.connection;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.plugin.AnswerWait;
import io.walgateway.core.text.Printable;
import io.walgateway.plugin.evcache.meta.CacheValue;
import io.walgateway.plugin.evcache.meta.Exchange;
import io.walgateway.plugin.evcache.meta.MetaAnswer;
import io.walgateway.plugin.evcache.meta.MetaCommand;
import io.walgateway.plugin.evcache.meta.Reply;
import io.walgateway.plugin.evcache.settings.ClusterSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** A cluster of the settings. Safe for any number of threads. */
public final class CacheCluster {
    private static final int SHOWN_CHARS_MAX = 200;

    private final List<Zone> zones;

    public CacheCluster(ClusterSettings settings, Connector connector) {
        this.zones =
                settings.zones().stream().map(zone -> new Zone(zone, connector)).toList();
    }

    /** All zones, by name. */
    public List<Zone> zones() {
        return zones;
    }

    /**
     * Reads an entry: from the first zone that has it, since a zone that was away lacks entries. Empty: every zone that
     * answered has none.
     *
     * @param key   with the prefix of its cache
     * @param limit how long each zone may take
     * @throws IOException when no zone has answered
     */
    public Optional<CacheItem> get(Bytes key, Duration limit) throws IOException, InterruptedException {
        boolean hasAnswered = false;
        String why = "there is no zone";
        for (Zone zone : zones) {
            switch (reply(zone.send(key, MetaCommand.get(key)), limit)) {
                case Reply.Answered(MetaAnswer answer) -> {
                    switch (answer.status()) {
                        case VALUE -> {
                            return Optional.of(item(answer));
                        }
                        case MISS -> hasAnswered = true;
                        case DONE, NOT_FOUND, NOT_STORED, EXISTS, ALIVE, SERVER_ERROR, CLIENT_ERROR, ERROR ->
                            why = "zone " + zone.name() + ": " + Printable.of(answer.line(), SHOWN_CHARS_MAX);
                    }
                }
                case Reply.NotSent(String reason) -> why = "zone " + zone.name() + ": " + reason;
                case Reply.Full(String reason) -> why = "zone " + zone.name() + ": " + reason;
                case Reply.Lost(String reason) -> why = "zone " + zone.name() + ": " + reason;
            }
        }
        if (!hasAnswered) {
            throw new IOException(why);
        }
        return Optional.empty();
    }

    private static Reply reply(Exchange exchange, Duration limit) throws InterruptedException {
        try {
            return AnswerWait.get(exchange.reply(), limit);
        } catch (TimeoutException e) {
            exchange.abandon("no connection in time");
            return exchange.reply().getNow(new Reply.Lost("no answer in time"));
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected a reply, but the exchange failed", e);
        }
    }

    private static CacheItem item(MetaAnswer answer) {
        long flags = answer.flag('f').map(Long::parseLong).orElse(0L);
        return new CacheItem(
                new CacheValue(answer.data(), flags),
                answer.flag('t').map(Long::parseLong).filter(left -> left >= 0).map(Duration::ofSeconds));
    }
}
