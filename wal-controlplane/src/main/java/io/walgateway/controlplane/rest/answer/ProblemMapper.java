package io.walgateway.controlplane.rest.answer;

import io.walgateway.controlplane.revision.Refusal;

/** The one place where refusals become problems. */
public final class ProblemMapper {
    private ProblemMapper() {}

    /** The problem for a refusal; each refusal has its own type, which clients may rely on. */
    public static Problem toProblem(Refusal refusal) {
        return switch (refusal) {
            case Refusal.OfRequest request -> RequestProblems.of(request);
            case Refusal.OfNamespace namespace -> NamespaceProblems.of(namespace);
            case Refusal.OfLetter letter -> LetterProblems.of(letter);
            case Refusal.OfSets sets -> SetProblems.of(sets);
            case Refusal.OfAccess access -> AccessProblems.of(access);
            case Refusal.OfServers servers -> ServerProblems.of(servers);
        };
    }
}
