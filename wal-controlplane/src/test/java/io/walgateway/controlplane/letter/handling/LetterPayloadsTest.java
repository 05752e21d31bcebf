package io.walgateway.controlplane.letter.handling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.controlplane.letter.LetterEdit;
import io.walgateway.controlplane.letter.Letters;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.controlplane.revision.Signature;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.log.record.Redrive;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.fake.storage.InMemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class LetterPayloadsTest {
    private static final Bytes PAYLOAD = Bytes.utf8("large");
    private static final Instant EXPIRY = TestClock.START.plus(Duration.ofDays(30));
    private static final ClaimCheck.Place PLACE = new ClaimCheck.Place(InMemoryStorage.TYPE, "wal", "");
    private static final Message LARGE = Messages.message().payload("large").build();
    private static final String KEY = ClaimCheck.keyPrefix(LARGE.namespace()) + "1";
    private static final ClaimCheck CLAIM =
            new ClaimCheck(PLACE, KEY, PAYLOAD.size(), 1, checksum(PAYLOAD), EXPIRY, List.of());

    private final InMemoryStorage storage = new InMemoryStorage(new TestClock());
    private final LetterPayloads payloads = new LetterPayloads((_, config) -> Optional.of(storage.storage(config)));
    private final Message claimed = LARGE.with(new Message.Claimed(CLAIM));

    @Test
    void shouldBringItBackFromDurableStorage() {
        store();
        assertThat(payloads.of(Letters.of(claimed, Optional.empty()))).isEqualTo(PAYLOAD);
    }

    @Test
    void shouldSayThatItIsGone() {
        assertThatThrownBy(() -> payloads.of(Letters.of(claimed, Optional.empty())))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal())
                                .isEqualTo(new Refusal.PayloadGone(
                                        1,
                                        "5 bytes in durable storage memory wal under " + KEY + ", kept until " + EXPIRY
                                                + ": item 0 of 1 is not there")));
    }

    @Test
    void shouldSayThatNobodyHereKnowsTheStorage() {
        LetterPayloads without = new LetterPayloads((_, _) -> Optional.empty());
        assertThatThrownBy(() -> without.of(Letters.of(claimed, Optional.empty())))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isInstanceOf(Refusal.PayloadUnreadable.class));
    }

    @Test
    void shouldTakeWhatWasEditedInItsPlace() {
        Redrive change = new Redrive(Optional.of(Bytes.utf8("edited")), Optional.empty(), Optional.empty());
        LetterEdit edit = new LetterEdit(change, new Signature("ann", ""), TestClock.START);
        assertThat(payloads.of(Letters.of(claimed, Optional.of(edit)))).isEqualTo(Bytes.utf8("edited"));
    }

    private void store() {
        var config = new DurableStorageConfig(PLACE.type(), PLACE.namespace(), PLACE.shard());
        storage.storage(config)
                .put(CLAIM.key(), 0, PAYLOAD, EXPIRY)
                .toCompletableFuture()
                .join();
    }

    private static int checksum(Bytes bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.asBuffer());
        return (int) checksum.getValue();
    }
}
