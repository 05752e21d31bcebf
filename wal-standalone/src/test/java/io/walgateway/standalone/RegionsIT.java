package io.walgateway.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./wal up --regions 2} with the published document of EVCache's replication, as a user runs it. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegionsIT {

    private static final String HERE = "eu-west-1";
    private static final String THERE = "us-east-1";
    private static final int MEMCACHED = 25;
    private static final int REGION_STEP = 50;

    private final int portBase = WalCommands.freePortBase();
    private WalCommands wal = new WalCommands(Path.of(""));

    @BeforeAll
    void start(@TempDir Path temporary) {
        wal = new WalCommands(temporary);
        assertThat(wal.run("up", "--detach", "--regions", "2", "--port-base", Integer.toString(portBase)))
                .satisfies(up -> assertThat(up.text()).contains("WAL Gateway is ready"))
                .satisfies(up -> assertThat(up.exitCode()).isZero());
        WalCommands.Result put =
                wal.run("namespace", "put", "evcache_foobar", "../config/namespaces/personas/evcache_foobar.json");
        assertThat(put.exitCode()).as(put.text()).isZero();
    }

    @AfterAll
    void end() {
        assertThat(wal.run("down").exitCode()).isZero();
    }

    @Test
    void shouldShowEachPartOfEachRegion() {
        assertThat(wal.run("status").text())
                .containsPattern("kafka.eu-west-1 +up")
                .containsPattern("server.us-east-1 +up")
                // Two regions of the document are not here.
                .containsPattern("consumer.us-east-1 +(up|degraded)")
                .containsPattern("writer.us-east-1 +up")
                .containsPattern("controlplane +up")
                .containsPattern("\\d+ MB in all");
        assertThat(wal.run("region").text())
                .containsPattern("eu-west-1 +us-east-1 +open")
                .containsPattern("us-east-1 +eu-west-1 +open");
    }

    @Test
    void shouldApplyAWriteInTheOtherRegionAndNotInItsOwn() {
        set("there", HERE);
        set("back", THERE);

        awaitCached(THERE, "there");
        awaitCached(HERE, "back");
        assertThat(cached(HERE, "there")).isEmpty();
        assertThat(cached(THERE, "back")).isEmpty();
    }

    @Test
    void shouldHoldWritesBackWhileTheLinkIsCutAndDeliverThemWhenItIsHealed() {
        assertThat(wal.run("region", "cut", HERE, THERE, "--one-way").text().strip())
                .isEqualTo("eu-west-1 -> us-east-1: cut");
        set("cut", HERE);
        set("other-way", THERE);

        awaitCached(HERE, "other-way");
        await().until(() ->
                wal.run("status", "evcache_foobar", "--region", HERE).text().contains("evc-replication-useast1"));
        await().until(() ->
                wal.run("status", "evcache_foobar", "--region", HERE).text().contains("which is away"));
        assertThat(cached(THERE, "cut")).isEmpty();

        assertThat(wal.run("region", "heal", HERE, THERE).exitCode()).isZero();
        awaitCached(THERE, "cut");
    }

    @Test
    void shouldDeliverWhatWasWrittenWhileAWriterWasDead() {
        assertThat(wal.run("kill", "writer.us-east-1").exitCode()).isZero();
        set("dead", HERE);
        assertThat(wal.run("start", "writer.us-east-1").exitCode()).isZero();

        awaitCached(THERE, "dead");
    }

    @Test
    void shouldNameTheNearestOfARegionAndOfAPartThatDoNotExist() {
        assertThat(wal.run("region", "slow", HERE, "us-eats-1"))
                .satisfies(refused -> assertThat(refused.text()).contains("did you mean us-east-1?"))
                .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(2));
        assertThat(wal.run("kill", "writer.us-east-2").text()).contains("did you mean writer.us-east-1?");
    }

    private void set(String key, String region) {
        String mutation =
                "{\"operation\":\"CACHE_OPERATION_SET\",\"key\":\"%s\",\"text\":\"hello\",\"ttlSeconds\":3600}"
                        .formatted(key);
        // A server that has just started may not know the namespace yet.
        await().until(() -> wal.run("write", "evcache_foobar", mutation, "--key", key, "--region", region)
                        .exitCode()
                == 0);
    }

    private void awaitCached(String region, String key) {
        await().untilAsserted(() -> assertThat(cached(region, key)).isEqualTo("hello"));
    }

    /** Empty text: the cache of the region does not have the key. */
    private String cached(String region, String key) {
        int port = portBase + MEMCACHED + (region.equals(HERE) ? 0 : REGION_STEP);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(("get " + key + "\r\nquit\r\n").getBytes(StandardCharsets.US_ASCII));
            String[] lines =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).split("\r\n", -1);
            return lines[0].startsWith("VALUE ") ? lines[1] : "";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
