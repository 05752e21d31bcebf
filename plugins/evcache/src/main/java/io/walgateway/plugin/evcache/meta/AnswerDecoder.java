package io.walgateway.plugin.evcache.meta;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.util.ByteProcessor;
import io.walgateway.core.message.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads answers. */
final class AnswerDecoder extends ByteToMessageDecoder {
    static final int LINE_BYTES_MAX = 2_048;
    /** The largest item that memcached can be configured for. */
    static final int VALUE_BYTES_MAX = 1 << 30;

    private static final Pattern SPACES = Pattern.compile(" +");
    private static final Pattern SIZE = Pattern.compile("[0-9]{1,10}");
    private static final int LINE_END_BYTES = 2;

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int start = in.readerIndex();
        int end = in.forEachByte(start, Math.min(in.readableBytes(), LINE_BYTES_MAX), ByteProcessor.FIND_LF);
        if (end < 0) {
            if (in.readableBytes() >= LINE_BYTES_MAX) {
                throw new CorruptedFrameException("a line without an end");
            }
            return;
        }
        int length = end > start && in.getByte(end - 1) == '\r' ? end - start - 1 : end - start;
        String line = in.toString(start, length, StandardCharsets.ISO_8859_1);
        List<String> words = List.of(SPACES.split(line));
        MetaAnswer.Status status = MetaAnswer.Status.of(words.getFirst())
                .orElseThrow(() -> new CorruptedFrameException("an answer that memcached does not give"));
        if (status != MetaAnswer.Status.VALUE) {
            in.readerIndex(end + 1);
            out.add(new MetaAnswer(status, line, words.subList(1, words.size()), Bytes.EMPTY));
            return;
        }
        int size = size(words);
        if (in.readableBytes() < end + 1 - start + size + LINE_END_BYTES) {
            return;
        }
        byte[] data = new byte[size];
        in.readerIndex(end + 1).readBytes(data).skipBytes(LINE_END_BYTES);
        out.add(new MetaAnswer(status, line, words.subList(2, words.size()), Bytes.wrap(data)));
    }

    private static int size(List<String> words) {
        return Optional.of(words)
                .filter(all -> all.size() > 1 && SIZE.matcher(all.get(1)).matches())
                .map(all -> Long.parseLong(all.get(1)))
                .filter(size -> size <= VALUE_BYTES_MAX)
                .orElseThrow(() -> new CorruptedFrameException("a value without a legal size"))
                .intValue();
    }
}
