package io.walgateway.controlplane.letter.handling;

import io.walgateway.controlplane.letter.Letter;
import io.walgateway.controlplane.letter.LetterChange;
import io.walgateway.controlplane.letter.LetterState;
import io.walgateway.controlplane.letter.WholeLetter;
import io.walgateway.controlplane.letter.store.Audit;
import io.walgateway.controlplane.letter.store.LetterRows;
import io.walgateway.controlplane.letter.store.LetterStore;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.controlplane.revision.Signature;
import io.walgateway.core.message.Bytes;
import io.walgateway.log.record.Redrive;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;

/** Manual changes of a single letter: edit and discard. The original is always kept. */
final class LetterEdits {
    private static final String MARK = "UPDATE dead_letter SET edited = :edited WHERE id = :id";
    private static final String EDIT = """
            UPDATE dead_letter_record SET edited_payload = :payload, edited_target = CAST(:target AS json),
                edited_recipient = :recipient, edited_by = :author, edited_reason = :reason, edited_at = :at
            WHERE letter = :id
            """;
    private static final String DISCARD = """
            UPDATE dead_letter SET state = 'discarded', settled_at = :at, settled_by = :author, settled_reason = :reason
            WHERE id = :id
            """;

    private final LetterStore store;
    private final InstantSource clock;

    LetterEdits(LetterStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    WholeLetter edit(String namespace, long id, LetterChange change, Signature by) {
        return store.database().write(handle -> {
            WholeLetter whole = requireOpen(store.getForChange(handle, namespace, id));
            Redrive edited = change.applyTo(whole.redrive());
            write(handle, id, edited, by);
            Audit.ofLetter(handle, whole.letter(), "edit", change.told(), by, clock.instant());
            return store.getForChange(handle, namespace, id);
        });
    }

    WholeLetter discard(String namespace, long id, Signature by) {
        return store.database().write(handle -> {
            WholeLetter whole = requireOpen(store.getForChange(handle, namespace, id));
            handle.createUpdate(DISCARD)
                    .bind("id", id)
                    .bind("at", LetterRows.time(clock.instant()))
                    .bind("author", by.author())
                    .bind("reason", by.reason())
                    .execute();
            Audit.ofLetter(handle, whole.letter(), "discard", "given up for good", by, clock.instant());
            return store.getForChange(handle, namespace, id);
        });
    }

    static WholeLetter requireOpen(WholeLetter whole) {
        Letter letter = whole.letter();
        if (letter.state() != LetterState.OPEN) {
            throw new RefusedException(
                    new Refusal.LetterNotOpen(letter.id(), letter.state().text()));
        }
        return whole;
    }

    private void write(Handle handle, long id, Redrive edited, Signature by) {
        handle.createUpdate(MARK)
                .bind("id", id)
                .bind("edited", !edited.equals(Redrive.UNCHANGED))
                .execute();
        handle.createUpdate(EDIT)
                .bind("id", id)
                .bind("payload", edited.payload().map(Bytes::unsafeArray).orElse(null))
                .bind("target", store.rows().target(edited))
                .bind("recipient", edited.recipient().orElse(null))
                .bind("author", by.author())
                .bind("reason", by.reason())
                .bind("at", LetterRows.time(clock.instant()))
                .execute();
    }
}
