package io.walgateway.controlplane.letter.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.walgateway.controlplane.letter.store.LetterStore;
import io.walgateway.controlplane.store.Database;
import io.walgateway.controlplane.store.StoreSettings;
import io.walgateway.core.namespace.Limits;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.Access;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.namespace.Policies;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.namespace.RetryPolicy;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.fake.queue.InMemoryQueue;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DeadLetterImportsTest {
    private static final int DELETED = 40;
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Set<String> reading = ConcurrentHashMap.newKeySet();
    private final Set<String> closing = ConcurrentHashMap.newKeySet();
    private final CountDownLatch letClose = new CountDownLatch(1);
    private final QueueClient queue =
            new InMemoryQueue("kafka").open(new PluginContext(Map.of(), new TestClock(), "test"));
    private final Database away = new Database(new StoreSettings("jdbc:postgresql://127.0.0.1:1/none", "none", ""));
    private final DeadLetterImports imports = new DeadLetterImports(
            Map.of("", _ -> Optional.of(slowToClose())),
            new LetterStore(away, JsonMapper.shared()),
            new SimpleMeterRegistry(),
            new TestClock(),
            new SplittableRandom(1));

    @AfterEach
    void end() {
        letClose.countDown();
        imports.close();
        queue.close();
        away.close();
    }

    @Test
    void shouldReadANewNamespacesLettersWhileManyOthersEnd() {
        List<NamespaceConfig> many =
                IntStream.range(0, DELETED).mapToObj(i -> namespace("old-" + i)).toList();
        imports.follow(many);
        await().atMost(SOON).until(() -> reading.size() == DELETED);

        imports.follow(List.of(namespace("new")));

        await().atMost(SOON).until(() -> reading.contains("new-dlq"));
        await().atMost(SOON).until(() -> closing.size() == DELETED);
        assertThat(letClose.getCount()).as("none of them has ended").isOne();
    }

    @Test
    void shouldReadAPlaceAgainOnceItsLastReaderHasEnded() {
        imports.follow(List.of(namespace("back")));
        await().atMost(SOON).until(() -> reading.contains("back-dlq"));
        imports.follow(List.of());
        await().atMost(SOON).until(() -> closing.contains("back-dlq"));
        reading.clear();

        imports.follow(List.of(namespace("back"), namespace("other")));
        await().atMost(SOON).until(() -> reading.contains("other-dlq"));
        assertThat(reading).doesNotContain("back-dlq");

        letClose.countDown();
        await().atMost(SOON).until(() -> reading.contains("back-dlq"));
    }

    private NamespaceConfig namespace(String name) {
        QueueConfig config = new QueueConfig("kafka", "default", List.of(name), List.of(name + "-dlq"), Map.of());
        queue.admin().provision(config, Set.of());
        return new NamespaceConfig(
                name,
                1,
                "default",
                "consumer",
                Ordering.NONE,
                List.of(config),
                List.of(),
                new Policies(RetryPolicy.DEFAULT, Limits.DEFAULT, Access.OPEN),
                Optional.empty());
    }

    /** The queue in memory, whose readers say when they are opened and closed, and end only when they are let. */
    private QueueClient slowToClose() {
        return proxy(QueueClient.class, (_, method, arguments) -> {
            Object answer = call(queue, method, arguments);
            if (!(answer instanceof QueueReader reader) || !(arguments[0] instanceof QueueConfig config)) {
                return answer;
            }
            String name = config.names().getFirst();
            reading.add(name);
            return proxy(QueueReader.class, (_, asked, given) -> {
                if (asked.getName().equals("close")) {
                    closing.add(name);
                    letClose.await();
                }
                return call(reader, asked, given);
            });
        });
    }

    private static Object call(Object receiver, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(receiver, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> port, InvocationHandler handler) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }
}
