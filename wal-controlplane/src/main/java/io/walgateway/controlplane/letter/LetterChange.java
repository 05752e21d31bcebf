package io.walgateway.controlplane.letter;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.log.record.Redrive;
import java.util.Optional;

/** What somebody wants changed in a letter, before it is redriven. */
public record LetterChange(Payload payload, Target target) {

    /** Of the payload. */
    public sealed interface Payload {
        /** It stays as it is, edited or not. */
        record Kept() implements Payload {}

        /** It is the original again. */
        record Original() implements Payload {}

        record Replaced(Bytes bytes) implements Payload {}
    }

    /** Of where it goes. */
    public sealed interface Target {
        /** It stays as it is, edited or not. */
        record Kept() implements Target {}

        /** It is the original again. */
        record Original() implements Target {}

        /** One of the namespace's. */
        record Named(String name) implements Target {}

        /** An address of its own. */
        record Own(TargetAddress address) implements Target {}
    }

    /** What is different from the original, after this change to what was different before. */
    public Redrive applyTo(Redrive before) {
        Optional<Bytes> bytes = switch (payload) {
            case Payload.Kept() -> before.payload();
            case Payload.Original() -> Optional.empty();
            case Payload.Replaced(Bytes replacement) -> Optional.of(replacement);
        };
        return switch (target) {
            case Target.Kept() -> new Redrive(bytes, before.target(), before.recipient());
            case Target.Original() -> new Redrive(bytes, Optional.empty(), Optional.empty());
            case Target.Named(String name) -> new Redrive(bytes, Optional.empty(), Optional.of(name));
            case Target.Own(TargetAddress address) -> new Redrive(bytes, Optional.of(address), Optional.empty());
        };
    }

    /** In a few words, without the payload. */
    public String told() {
        String bytes = switch (payload) {
            case Payload.Kept() -> "payload kept";
            case Payload.Original() -> "payload as it was";
            case Payload.Replaced(Bytes replacement) -> "payload of " + replacement.size() + " bytes";
        };
        return bytes
                + switch (target) {
                    case Target.Kept() -> ", target kept";
                    case Target.Original() -> ", target as it was";
                    case Target.Named(String name) -> ", to " + name;
                    case Target.Own(TargetAddress address) -> ", to a " + address.type() + " address of its own";
                };
    }
}
