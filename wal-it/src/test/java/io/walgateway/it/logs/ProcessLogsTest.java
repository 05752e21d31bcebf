package io.walgateway.it.logs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.event.KeyValuePair;

/** The configurations of the server, the consumer, the control plane, the Key-Value service and the processes of the local stack. */
class ProcessLogsTest {

    static Stream<URL> configurations() throws IOException {
        ClassLoader classes = Objects.requireNonNull(ProcessLogsTest.class.getClassLoader());
        List<URL> ofProcesses = Collections.list(classes.getResources("logback.xml"));
        assertThat(ofProcesses)
                .as("server, consumer, control plane, Key-Value service")
                .hasSize(4);
        return Stream.concat(
                ofProcesses.stream(),
                Stream.of(Objects.requireNonNull(classes.getResource("io/walgateway/standalone/part-logback.xml"))));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void shouldPrintFieldsAndArgumentsAndForgeNoLine(URL configuration) throws JoranException {
        for (String format : List.of("text", "json")) {
            String printed = printed(configuration, format);

            assertThat(printed.lines()).hasSize(1);
            assertThat(printed).contains("Expected orders to be valid", "/retry: 0");
            assertThat(printed).contains(format.equals("json") ? "\"file\":\"orders.yaml\"" : " file=orders.yaml");
        }
    }

    private static String printed(URL configuration, String format) throws JoranException {
        LoggerContext context = new LoggerContext();
        context.putProperty("WAL_LOG_FORMAT", format);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(configuration);
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ConsoleAppender<ILoggingEvent> out = (ConsoleAppender<ILoggingEvent>) root.getAppender(format);
        LoggingEvent event = new LoggingEvent(
                "fqcn",
                context.getLogger("io.walgateway.X"),
                Level.ERROR,
                "Expected {} to be valid",
                null,
                new Object[] {"orders"});
        event.addKeyValuePair(new KeyValuePair("file", "orders.yaml"));
        event.addKeyValuePair(new KeyValuePair("problems", "/retry: 0\nGAP: forged"));
        return new String(out.getEncoder().encode(event), StandardCharsets.UTF_8);
    }
}
