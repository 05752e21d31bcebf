package io.walgateway.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.walgateway.cli.terminal.Terminal;
import io.walgateway.standalone.console.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command line does with documents, with all plugins there, and a control plane that holds one. */
class DocumentsOnTheCommandLineTest {

    private static final Path NAMESPACES = Path.of("..", "config", "namespaces");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine line = WalMain.commandLine(
            new Console(new Terminal(new PrintWriter(out, true), new PrintWriter(err, true)), InstantSource.system()));
    private final List<String> puts = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private String address = "";

    @BeforeEach
    void start() throws IOException {
        String stored = Files.readString(NAMESPACES.resolve("quickstart.json"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/namespaces/quickstart", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (exchange.getRequestMethod().equals("PUT")) {
                puts.add(exchange.getRequestHeaders().getFirst("If-Match") + " " + body);
            }
            byte[] answer = ("{\"name\": \"quickstart\", \"revision\": 4, \"document\": " + stored + "}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        address = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldCheckEachSampleWithoutAControlPlane() throws IOException {
        assertThat(line.execute("namespace", "validate", "--offline", document("quickstart.json")))
                .isZero();
        assertThat(line.execute("namespace", "validate", "--offline", document("orders.yaml")))
                .isZero();
        Path wrong = Files.writeString(folder.resolve("wrong.json"), "{\"orderin\": \"key\", \"retry\": 3}");
        assertThat(line.execute("namespace", "validate", "--offline", wrong.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("/orderin: ", "nearest known key: ordering", "/retry: 3 (expected: ");
        Path twice = Files.writeString(folder.resolve("twice.json"), "{\"ordering\": \"key\", \"ordering\": \"none\"}");
        assertThat(line.execute("namespace", "validate", "--offline", twice.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("/ordering: given twice");
    }

    @Test
    void shouldShowWhereADocumentDiffersFromTheStoredOne() throws IOException {
        String stored = document("quickstart.json");
        assertThat(line.execute("namespace", "diff", "quickstart", stored, "--control-plane", address))
                .isZero();
        assertThat(out.toString()).isEmpty();
        String other = document("orders.yaml");
        assertThat(line.execute("namespace", "diff", "quickstart", other, "--control-plane", address))
                .isEqualTo(3);
        assertThat(out.toString()).contains("+ /ordering: \"key\"");
        assertThat(out.toString().lines()).allMatch(shown -> shown.startsWith("+ /") || shown.startsWith("- /"));
    }

    @Test
    void shouldPutWhatComesOutOfTheEditorAtTheRevisionThatWasOpened() {
        assertThat(edit("true")).isZero();
        assertThat(out.toString()).contains("nothing was changed");
        assertThat(edit("cp " + NAMESPACES.resolve("orders.yaml"))).isEqualTo(2);
        assertThat(edit("printf '{\"orderin\": 1}' >")).isEqualTo(1);
        assertThat(err.toString()).contains("/orderin: 1");
        assertThat(edit("false")).isEqualTo(1);
        assertThat(puts).isEmpty();
        assertThat(edit("sed -i 's/quickstart-out/quickstart-in/'")).isZero();
        assertThat(puts).hasSize(1).first().asString().startsWith("\"4\" {").contains("quickstart-in");
    }

    private int edit(String editor) {
        return line.execute("namespace", "edit", "quickstart", "--editor", editor, "--control-plane", address);
    }

    private static String document(String file) {
        return NAMESPACES.resolve(file).toString();
    }
}
