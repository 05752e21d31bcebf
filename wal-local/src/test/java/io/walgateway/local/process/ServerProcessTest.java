package io.walgateway.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.walgateway.local.port.FreePorts;
import io.walgateway.local.port.Loopback;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {

    @TempDir
    Path directory;

    private ServerProcess server;

    @BeforeEach
    void create() {
        server = new ServerProcess("server", directory, Executables.of(System.getenv()));
    }

    @AfterEach
    void endWhatIsLeft() {
        server.kill();
    }

    @Test
    void shouldFailAtOnceWithTheLastLogLinesWhenTheProcessEnds() {
        assertThatThrownBy(() -> server.start(launch("echo out of luck; exit 3", pid -> false)))
                .isInstanceOf(ComponentStartException.class)
                .hasMessageContaining("server ended with exit value 3 while it started")
                .hasMessageEndingWith("server.log:\nout of luck");
    }

    @Test
    void shouldNotShowTheLogLinesOfAnEarlierStart() {
        assertThatThrownBy(() -> server.start(launch("echo first; exit 1", pid -> false)))
                .hasMessageContaining("first");
        assertThatThrownBy(() -> server.start(launch("echo second; exit 1", pid -> false)))
                .hasMessageContaining("second")
                .hasMessageNotContaining("first");
        assertThat(server.log().tail(0)).containsExactly("first", "second");
    }

    @Test
    void shouldLeaveNothingRunningWhenItDoesNotServeInTime() {
        assertThatThrownBy(() -> server.start(
                        new Launch(List.of("sleep", "600"), Map.of(), Signal.TERM, Duration.ofMillis(100), pid -> {
                            throw new IOException("connection refused");
                        })))
                .isInstanceOf(ComponentStartException.class)
                .hasMessageContaining("does not serve after PT0.1S");
        assertThat(server.isRunning()).isFalse();
    }

    @Test
    void shouldRefuseAPortOfAnotherProcess() throws IOException {
        try (ServerSocket other = new ServerSocket()) {
            other.bind(Loopback.at(FreePorts.next()));
            int port = other.getLocalPort();
            assertThatThrownBy(() -> server.requireStartable(port))
                    .isInstanceOf(ComponentStartException.class)
                    .hasMessageContaining("port " + port + " is in use by another process");
        }
    }

    @Test
    void shouldRefuseToStartTwice() {
        server.start(launch("exec sleep 600", pid -> true));
        assertThatThrownBy(server::requireStartable)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("server runs already as process " + server.pid());
    }

    @Test
    void shouldWaitForTheProcessOfAnEarlierProgramInTheSameDirectory() throws Exception {
        ServerProcess earlier = new ServerProcess("server", directory, Executables.of(System.getenv()));
        earlier.start(launch("exec sleep 600", pid -> true));
        Thread waiting = Thread.ofVirtual().start(() -> server.requireStartable());
        assertThat(waiting.join(Duration.ofMillis(200))).isFalse();
        earlier.kill();
        assertThat(waiting.join(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void shouldNotTakeAnotherProcessForTheEarlierOne() throws IOException {
        PidFile file = new PidFile(directory.resolve("pid"));
        ProcessHandle ours = ProcessHandle.current();
        file.write(ours);
        assertThat(file.process()).contains(ours);
        Files.writeString(file.path(), ours.pid() + " 2001-01-01T00:00:00Z");
        assertThat(file.process()).isEmpty();
    }

    @Test
    void shouldStopInItsOrderlyWayAlsoWhenSuspended() {
        startTrapping();
        server.suspend();
        server.stop();
        assertThat(server.isRunning()).isFalse();
        assertThat(server.log().tail(0)).containsExactly("ready", "orderly");
    }

    @Test
    void shouldKillWithoutAChanceToTidyUpAndWithAllChildren() {
        startTrapping();
        ProcessHandle child = ProcessHandle.of(server.pid())
                .orElseThrow()
                .children()
                .findFirst()
                .orElseThrow();
        assertThat(ServerProcess.isThere(child)).isTrue();
        server.kill();
        assertThat(server.isRunning()).isFalse();
        assertThat(ServerProcess.isThere(child)).isFalse();
        assertThat(server.log().tail(0)).containsExactly("ready");
    }

    @Test
    void shouldHaveStoppedEachThreadWhenItIsSuspended() {
        server.start(launch("while :; do :; done", pid -> true));
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
        await().until(() -> !ProcessThreads.areStopped(process));
        server.suspend();
        assertThat(ProcessThreads.areStopped(process)).isTrue();
        server.resume();
        await().until(() -> !ProcessThreads.areStopped(process));
    }

    @Test
    void shouldDoNothingToAProcessThatIsNotThere() {
        server.kill();
        server.stop();
        server.suspend();
        server.resume();
        assertThat(server.isRunning()).isFalse();
        assertThatThrownBy(server::pid).hasMessage("server was never started");
    }

    @Test
    void shouldEndWithTheJvmThatStartedIt() throws Exception {
        Process jvm = new ProcessBuilder(
                        Jdk.running().java().toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SleeperMain.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long pid = Long.parseLong(jvm.inputReader().readLine());
        ProcessHandle sleeper = ProcessHandle.of(pid).orElseThrow();
        assertThat(ServerProcess.isThere(sleeper)).isTrue();
        jvm.destroyForcibly();
        await().atMost(Duration.ofSeconds(10)).until(() -> !ServerProcess.isThere(sleeper));
    }

    /** Starts a process, says its id and waits to be killed. */
    static final class SleeperMain {

        private SleeperMain() {}

        public static void main(String[] args) throws IOException {
            ServerProcess server = new ServerProcess("sleeper", Path.of(args[0]), Executables.of(System.getenv()));
            server.start(launch("exec sleep 600", pid -> true));
            System.out.println(server.pid());
            System.in.read();
        }
    }

    private void startTrapping() {
        String script = "trap 'echo orderly; kill $child; exit 0' TERM; sleep 600 & child=$!; echo ready; wait";
        server.start(launch(script, pid -> server.log().size() > 0));
    }

    private static Launch launch(String script, Readiness readiness) {
        return new Launch(List.of("sh", "-c", script), Map.of(), Signal.TERM, Duration.ofSeconds(20), readiness);
    }
}
