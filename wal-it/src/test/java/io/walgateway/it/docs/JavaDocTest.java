package io.walgateway.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.it.docs.Markdown.Fence;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java in documents compiles. A block is the inside of a method; the values that it has at hand are named here. */
class JavaDocTest {
    @TempDir
    Path output;

    @Test
    void shouldShowJavaThatCompiles() {
        List<String> blocks = Checkout.here().documents().stream()
                .flatMap(document -> document.fences().stream())
                .filter(fence -> fence.is("java"))
                .map(Fence::content)
                .toList();
        assertThat(blocks).hasSizeGreaterThanOrEqualTo(4);
        List<Source> sources = IntStream.range(0, blocks.size())
                .mapToObj(i -> new Source("Shown" + i, source(i, blocks.get(i))))
                .toList();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options =
                List.of("-d", output.toString(), "-proc:none", "-classpath", System.getProperty("java.class.path"));

        boolean compiles =
                compiler.getTask(null, null, found, options, null, sources).call();

        assertThat(compiles).as(found.getDiagnostics().toString()).isTrue();
    }

    private static String source(int number, String block) {
        return """
            import io.walgateway.client.*;
            import io.walgateway.client.cache.*;
            import io.walgateway.client.kafka.*;
            import io.walgateway.client.receiver.*;
            import io.walgateway.client.token.*;
            import java.io.IOException;
            import java.nio.charset.StandardCharsets;
            import java.nio.file.*;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;
            import net.spy.memcached.CachedData;
            import net.spy.memcached.MemcachedClient;
            import net.spy.memcached.transcoders.Transcoder;
            import org.apache.kafka.clients.consumer.*;
            import org.apache.kafka.clients.producer.*;

            class Shown%d {
                void shown(
                        WalClient client,
                        Map<String, byte[]> changes,
                        Producer<byte[], byte[]> kafkaProducer,
                        Consumer<byte[], byte[]> consumer,
                        RecordHandler<byte[], byte[]> orders,
                        MemcachedClient memcached,
                        Transcoder<CachedData> asItIs)
                        throws Exception {
            %s
                }
            }
            """.formatted(number, block);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
