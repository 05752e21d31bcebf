package io.walgateway.controlplane.letter;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.log.record.Redrive;
import java.util.Optional;

/** An edit that is requested for a letter, before it is redriven. */
public record LetterChange(Payload payload, Target target) {

    /** The change of the payload. */
    public sealed interface Payload {
        /** The payload stays as it is, edited or not. */
        record Kept() implements Payload {}

        /** The payload is the original again. */
        record Original() implements Payload {}

        record Replaced(Bytes bytes) implements Payload {}
    }

    /** The change of the target. */
    public sealed interface Target {
        /** The target stays as it is, edited or not. */
        record Kept() implements Target {}

        /** The target is the original again. */
        record Original() implements Target {}

        /** A target of the namespace, by its name. */
        record Named(String name) implements Target {}

        /** An address that the letter names itself. */
        record Own(TargetAddress address) implements Target {}
    }

    /** Returns all differences from the original: {@code before}, overridden by this change. */
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

    /** The change in a few words, without the payload. */
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
