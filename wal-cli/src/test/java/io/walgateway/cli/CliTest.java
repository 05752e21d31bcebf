package io.walgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.cli.ScriptedControlPlane.Asked;
import io.walgateway.cli.option.RunningStack;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands as a person gives them, against a control plane that says what the test wants. */
class CliTest {

    private static final String HOLDS = """
            {"type": "urn:wal-gateway:problem:still-holds", "title": "held", "detail": "orders holds 2 delayed messages"}
            """;
    private static final String ENDING = """
            {"name": "orders", "revision": 3, "state": "ending", "ending": {"pending": "discard", "holds": {
              "undelivered": [{"queue": "sqs q", "group": "t", "count": 5}], "delayed": 2, "dead_letters": 1,
              "approximate": true}}}
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine line = TestTree.line(out, err);
    private final ScriptedControlPlane control = new ScriptedControlPlane();

    @AfterEach
    void close() {
        control.close();
    }

    @Test
    void shouldListAsATableAndAsJson() {
        String page = """
                {"dead_letters": [{"id": 7, "state": "open", "target": "cassandra", "reason": "rejected",
                  "key": "by0x", "attempts": 1, "error": "no\\nsuch column", "edited": true,
                  "dead_lettered": "2026-01-31T12:00:00Z"}],
                 "next": 7, "total": 1234, "total_exact": true,
                 "states": {"open": 1300, "redriving": 0, "redriven": 20, "discarded": 3}}
                """;
        control.answering(200, page).answering(200, page);
        assertThat(run("dead-letters", "list", "orders", "--reason", "rejected", "--error", "a b&c"))
                .isZero();
        assertThat(asked().request())
                .isEqualTo("GET /v1/namespaces/orders/dead-letters?reason=rejected&error=a%20b%26c&limit=20");
        assertThat(out.toString())
                .contains("ID  DEAD-LETTERED")
                .contains("7   2026-01-31T12:00:00Z  open (edited)  cassandra  rejected  by0x  1      no such column")
                .contains("1234 match; in all 1300 open, 0 redriving, 20 redriven, 3 discarded")
                .contains("more: --after 7");
        assertThat(run("dead-letters", "list", "orders", "-o", "json")).isZero();
        assertThat(out.toString()).contains("\"total\" : 1234");
    }

    @Test
    void shouldListAndShowMutationSets() {
        String set = """
                {"id": "cart-7", "region": "eu", "state": "applying", "parts": 10, "parts_total": 10,
                 "opened": "2026-01-31T12:00:00Z", "progress": {"audit": 0, "orders": 3},
                 "kept_until": "2026-03-31T12:00:00Z"}
                """;
        control.answering(200, "{\"sets\": [" + set + """
                        , {"id": "c", "state": "open", "parts": 2, "missing": [1, 3], "progress": {}}],
                         "next": "waiting-1-2-3@eu"}
                        """)
                .answering(200, "{\"sets\": []}")
                .answering(200, set);
        assertThat(run("sets", "list", "orders", "--state", "stuck", "--older-than", "10m"))
                .isZero();
        assertThat(asked().request()).isEqualTo("GET /v1/namespaces/orders/sets?state=stuck&older_than=10m&limit=20");
        assertThat(out.toString())
                .contains("cart-7 in eu  applying  2026-01-31T12:00:00Z  10 of 10           audit 0, orders 3")
                .contains("c             open      unknown               2         1, 3")
                .contains("more: --after waiting-1-2-3@eu");
        assertThat(run("sets", "list", "orders", "--after", "waiting-1-2-3@eu")).isZero();
        assertThat(asked().request()).isEqualTo("GET /v1/namespaces/orders/sets?after=waiting-1-2-3%40eu&limit=20");
        assertThat(out.toString()).endsWith("none" + System.lineSeparator());
        assertThat(run("sets", "show", "orders", "cart-7", "--region", "eu")).isZero();
        assertThat(asked().request()).isEqualTo("GET /v1/namespaces/orders/sets/cart-7?region=eu");
        assertThat(out.toString()).contains("done            audit 0, orders 3");
    }

    @Test
    void shouldNotDeleteWhatStillHoldsSomethingWithoutAWordOnThat() {
        control.answering(409, HOLDS).answering(202, ENDING);
        assertThat(run("namespace", "delete", "orders")).isEqualTo(1);
        assertThat(asked().request()).isEqualTo("DELETE /v1/namespaces/orders");
        assertThat(err.toString())
                .contains("orders holds 2 delayed messages")
                .contains("say --pending deliver or --pending discard");
        assertThat(run("namespace", "delete", "orders", "--pending", "discard")).isZero();
        assertThat(asked().request()).isEqualTo("DELETE /v1/namespaces/orders?pending=discard");
        assertThat(out.toString())
                .contains("ending with pending=discard, about 5 undelivered for t in sqs q, about 2 delayed,"
                        + " 1 open dead letters");
    }

    @Test
    void shouldSendNamesOutsideAsciiAsTheyAre() {
        control.answering(200, "{\"state\": \"redriven\"}");
        assertThat(run("dead-letters", "redrive", "orders", "7", "--author", "Jürgen", "--why", "größer, 10 % *"))
                .isZero();
        Asked asked = asked();
        assertThat(asked.author()).isEqualTo("Wal-Author*: UTF-8''J%C3%BCrgen");
        assertThat(asked.reason()).isEqualTo("Wal-Why*: UTF-8''gr%C3%B6%C3%9Fer%2C%2010%20%25%20%2A");
    }

    @Test
    void shouldListLettersOfARegion() {
        control.answering(
                200,
                "{\"dead_letters\": [{\"id\": 7, \"target\": \"t\", \"region\": \"eu\"}, {\"id\": 8, \"target\": \"t\"}]}");
        assertThat(run("dead-letters", "list", "orders", "--region", "eu")).isZero();
        assertThat(asked().request()).isEqualTo("GET /v1/namespaces/orders/dead-letters?region=eu&limit=20");
        assertThat(out.toString()).containsOnlyOnce("t in eu");
    }

    @Test
    void shouldRedriveByIdAndByFilter() {
        control.answering(200, "{\"state\": \"redriven\", \"expiry_dropped\": true}")
                .answering(202, "{\"id\": 3, \"kind\": \"redrive\", \"state\": \"running\", \"matched\": 9}");
        assertThat(run("dead-letters", "redrive", "orders", "7", "--author", "ada", "--why", "mended"))
                .isZero();
        assertThat(asked().request()).isEqualTo("POST /v1/namespaces/orders/dead-letters/7/redrive");
        assertThat(asked().author()).isEqualTo("ada");
        assertThat(asked().reason()).isEqualTo("mended");
        assertThat(out.toString()).contains("letter 7: redriven; its expiry had passed");

        assertThat(run("dead-letters", "redrive", "orders", "--target", "cassandra", "--rate", "50"))
                .isZero();
        assertThat(asked().request()).isEqualTo("POST /v1/namespaces/orders/dead-letters/redrive");
        assertThat(asked().body()).isEqualTo("{\"filter\":{\"target\":\"cassandra\"},\"rate\":50}");
        assertThat(out.toString()).contains("action 3: redrive running, 0 of 9 done, 0 failed");
    }

    @Test
    void shouldFollowAnActionAndFailWhenSomeCouldNotBeRedriven() {
        String action =
                "{\"id\": 3, \"namespace\": \"orders\", \"kind\": \"redrive\", \"state\": \"%s\", \"matched\": 9,"
                        + "\"done\": 8, \"failed\": %d %s}";
        control.answering(200, action.formatted("running", 0, ""))
                .answering(200, action.formatted("done", 1, ", \"ended\": \"2026-01-31T12:00:00Z\""));
        assertThat(run("dead-letters", "actions", "orders", "3", "--follow")).isEqualTo(1);
        assertThat(out.toString()).contains("redrive done, 8 of 9 done, 1 failed");
    }

    @Test
    void shouldEditPayloadAndTarget() {
        String letter = "{\"id\": 7, \"payload\": \"YQ==\", \"payload_text\": \"a\"}";
        control.answering(200, letter).answering(200, letter);
        assertThat(run("dead-letters", "edit", "orders", "7", "--payload", "{}", "--to-target", "cassandra"))
                .isZero();
        assertThat(asked().request()).isEqualTo("PATCH /v1/namespaces/orders/dead-letters/7");
        assertThat(asked().body()).isEqualTo("{\"payload_text\":\"{}\",\"target\":\"cassandra\"}");
        assertThat(run("dead-letters", "edit", "orders", "7", "--original")).isZero();
        assertThat(asked().body()).isEqualTo("{\"payload\":null,\"target\":null}");
    }

    @Test
    void shouldPutYamlAsJsonAtARevision() throws IOException {
        Path file = Files.writeString(folder.resolve("orders.yaml"), "ordering: key\n");
        control.answering(200, "{\"name\": \"orders\", \"revision\": 4, \"author\": \"ada\", \"time\": \"now\"}");
        assertThat(run("namespace", "put", "orders", file.toString(), "--if-revision", "3"))
                .isZero();
        assertThat(asked().body()).isEqualTo("{\"ordering\":\"key\"}");
        assertThat(asked().ifMatch()).isEqualTo("\"3\"");
        assertThat(out.toString()).contains("orders revision 4, by ada");
    }

    @Test
    void shouldReadYamlAsStrictlyAsTheControlPlane() throws IOException {
        Path alias = Files.writeString(folder.resolve("alias.yaml"), "a: &to orders\nordering: *to\n");
        assertThat(run("namespace", "put", "orders", alias.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("aliases are not read here (line 2, column");
        Path twice = Files.writeString(folder.resolve("twice.yaml"), "ordering: key\nordering: none\n");
        assertThat(run("namespace", "validate", twice.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("/ordering: given twice");
        Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe4});
        assertThat(run("namespace", "put", "orders", latin.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("is not UTF-8");
        assertThat(control.asked()).isEmpty();
    }

    @Test
    void shouldNotTakeAWriteForAnythingElse() {
        assertThat(line.execute("write", "orders", "-hello", "--server", "127.0.0.1:1"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("-hello: no such option of wal write");
        assertThat(line.execute("write", "orders", "hello", "-V", "--server", "127.0.0.1:1"))
                .isEqualTo(2);
        assertThat(line.execute("write", "orders", "hello", "--version")).isEqualTo(2);
        assertThat(run("dead-letters", "discard", "orders", "7", "-hurry")).isEqualTo(2);
        assertThat(run("namespace", "put", "orders", "orders.yaml", "-V")).isEqualTo(2);
        assertThat(run("namespace", "list", "-h")).isZero();
        assertThat(control.asked()).isEmpty();
    }

    @Test
    void shouldTellAProblemInTheControlPlanesWords() {
        control.answering(404, "{\"title\": \"There is no such namespace\", \"detail\": \"nobody was never created\"}");
        assertThat(run("namespace", "get", "nobody")).isEqualTo(1);
        assertThat(err.toString()).contains("wal: There is no such namespace: nobody was never created (404)");
    }

    @Test
    void shouldSayThatNothingAnswers() {
        control.close();
        assertThat(run("namespace", "list")).isEqualTo(1);
        assertThat(err.toString())
                .contains("no control plane answers at " + control.address() + ": connection refused (");
    }

    @Test
    void shouldSayThatNoStackRuns() {
        assertThat(line.execute("dead-letters", "list", "orders", "--data", folder.toString()))
                .isEqualTo(1);
        assertThat(line.execute("write", "orders", "hello", "--data", folder.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("no stack runs on " + folder + " (expected: one; ./wal up starts it)");
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        assertThat(run("dead-letters", "redrive", "orders")).isEqualTo(2);
        assertThat(run("dead-letters", "discard", "orders", "7", "--all")).isEqualTo(2);
        assertThat(run("dead-letters", "redrive", "orders", "7", "--rate", "5")).isEqualTo(2);
        assertThat(run("dead-letters", "edit", "orders", "7")).isEqualTo(2);
        assertThat(run("dead-letters", "edit", "orders", "7", "--original", "--payload", "x"))
                .isEqualTo(2);
        assertThat(run("dead-letters", "show", "orders", "seven")).isEqualTo(2);
        assertThat(run("namespace", "put", "orders", folder.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(line.execute("namespace", "list", "--control-plane", "7080")).isEqualTo(2);
        assertThat(line.execute("namespace")).isEqualTo(2);
        assertThat(control.asked()).isEmpty();
    }

    @Test
    void shouldReadThePortsOfTheRunningStack() throws IOException {
        Files.createDirectories(folder.resolve("run"));
        Files.writeString(folder.resolve("run").resolve("supervisor"), "port-base=7070\n");
        RunningStack stack = RunningStack.on(folder);
        assertThat(stack.server("")).isEqualTo("127.0.0.1:7070");
        assertThat(stack.controlPlane()).isEqualTo("http://127.0.0.1:7080");
        assertThatThrownBy(() -> stack.server("eu"))
                .hasMessage("--region: eu (expected: none; this stack has no regions)");
        Files.writeString(folder.resolve("run").resolve("supervisor"), "port-base=7070\nregions=eu,us\n");
        assertThat(RunningStack.on(folder).server("us")).isEqualTo("127.0.0.1:7120");
        assertThatThrownBy(() -> RunningStack.on(folder).server("uss"))
                .hasMessage("--region: uss (expected: eu, us); did you mean us?");
        assertThat(line.execute("write", "orders", "x", "--delay", "soon", "--data", folder.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--delay: soon (expected: a duration such as");
    }

    @Test
    void shouldGoOnAfterALetterThatIsRefused() {
        control.answering(200, "{\"state\": \"discarded\"}")
                .answering(404, "{\"title\": \"There is no such letter\", \"detail\": \"4\"}")
                .answering(200, "{\"state\": \"discarded\"}");
        assertThat(run("dead-letters", "discard", "orders", "3", "4", "5")).isEqualTo(1);
        assertThat(control.asked()).hasSize(3);
        assertThat(out.toString().lines()).containsExactly("letter 3: discarded", "letter 5: discarded");
        assertThat(err.toString().lines())
                .containsExactly(
                        "letter 4: There is no such letter: 4 (404)", "wal: 1 of 3 letters could not be discarded");
    }

    @Test
    void shouldTellEachFlawOnce() {
        String flaw = "{\"pointer\": \"/a\", \"value\": \"1\", \"expected\": \"2\"}";
        control.answering(
                422, "{\"title\": \"Invalid\", \"detail\": \"/a: 1 (expected: 2)\", \"problems\": [" + flaw + "]}");
        assertThat(run("namespace", "get", "orders")).isEqualTo(1);
        assertThat(err.toString().lines()).containsExactly("wal: Invalid (422)", "     /a: 1 (expected: 2)");
    }

    @Test
    void shouldRefuseAddressesThatAreNoneInOneLine() {
        for (String server : List.of("nonsense", "127.0.0.1", ":7070", "host:0", "host:70000", "http://h:1", "a b:1")) {
            err.getBuffer().setLength(0);
            assertThat(line.execute("write", "orders", "x", "--server", server)).isEqualTo(2);
            assertThat(err.toString().strip())
                    .isEqualTo("wal: --server: " + server + " (expected: HOST:PORT such as 127.0.0.1:7070)");
        }
        for (String url : List.of("7080", "ftp://h:1", "http://", "http://h:70000", "http://[::", "http://a b")) {
            err.getBuffer().setLength(0);
            assertThat(line.execute("namespace", "list", "--control-plane", url))
                    .isEqualTo(2);
            assertThat(err.toString().strip())
                    .isEqualTo("wal: --control-plane: " + url + " (expected: a URL such as http://host:7080)");
        }
    }

    @Test
    void shouldSayAddressCauseAndRemedyWhereNothingAnswers() {
        assertThat(line.execute("write", "orders", "x", "--server", "127.0.0.1:1"))
                .isEqualTo(1);
        assertThat(line.execute("namespace", "list", "--control-plane", "http://host.invalid:1"))
                .isEqualTo(1);
        assertThat(line.execute("write", "orders", "x", "--server", "host.invalid:1"))
                .isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly(
                        "wal: no server answers at 127.0.0.1:1: connection refused"
                                + " (./wal status shows the local one; --server names another)",
                        "wal: no control plane answers at http://host.invalid:1: no such host"
                                + " (./wal status shows the local one; --control-plane names another)",
                        "wal: no server answers at host.invalid:1: no such host"
                                + " (./wal status shows the local one; --server names another)");
    }

    @Test
    void shouldGuessOnlyWhatIsNear() {
        assertThat(line.execute("frob")).isEqualTo(2);
        assertThat(err.toString())
                .contains("wal: frob: no such command (expected: one of ")
                .doesNotContain("did you mean");
        assertThat(line.execute("wriet")).isEqualTo(2);
        assertThat(err.toString()).contains("wriet: no such command; did you mean write? (expected");
        assertThat(run("namespace", "list", "--shrad", "x")).isEqualTo(2);
        assertThat(err.toString()).contains("--shrad: no such option of wal namespace list; did you mean --shard?");
    }

    @Test
    void shouldShowTheSameUsageInAComplaintAsInTheHelp() {
        assertThat(line.execute("write")).isEqualTo(2);
        assertThat(line.execute("write", "--help")).isZero();
        String usage = out.toString()
                .lines()
                .filter(l -> l.startsWith("usage: "))
                .findFirst()
                .orElseThrow();
        assertThat(err.toString()).contains(usage).contains("./wal write --help shows more");
    }

    @Test
    void shouldCountAndCancelWhatIsDelayed() {
        control.answering(200, """
                        {"name": "orders", "total": 3, "now": 0, "within_minute": 2, "within_hour": 1, "as_of": null,
                         "queues": [{"queue": "q", "total": 3, "within_minute": 2, "as_of": "2026-01-31T12:00:00Z"}]}
                        """)
                .answering(400, "{\"title\": \"No id\", \"detail\": \"a\"}")
                .answering(202, "{\"cancellation\": \"accepted\"}");
        assertThat(run("delayed", "count", "orders")).isZero();
        assertThat(out.toString())
                .containsPattern("q +3 +0 +2 .*2026-01-31T12:00:00Z")
                .containsPattern("\\(all\\) +3 .*not counted yet");
        assertThat(run("delayed", "cancel", "orders", "a", "b", "--why", "a test"))
                .isEqualTo(1);
        assertThat(asked().request()).isEqualTo("DELETE /v1/namespaces/orders/delayed/b");
        assertThat(asked().reason()).isEqualTo("a test");
        assertThat(out.toString()).contains("message b: cancellation accepted");
        assertThat(err.toString()).contains("message a: No id: a (400)");
    }

    @Test
    void shouldCallTheReasonOfALetterAndTheWhyOfAChangeByOneNameEach() {
        control.answering(202, "{\"id\": 3, \"state\": \"running\"}");
        assertThat(run("dead-letters", "discard", "orders", "--reason", "expired", "--why", "too late"))
                .isZero();
        assertThat(asked().body()).isEqualTo("{\"filter\":{\"reason\":\"expired\"}}");
        assertThat(asked().reason()).isEqualTo("too late");
    }

    private Asked asked() {
        return control.asked().getLast();
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--control-plane", control.address()));
        return line.execute(all.toArray(String[]::new));
    }
}
